import type { Ruling } from '../../model/decisions.ts';
import type { Ledger, OverrideStanding, StandingOverride } from '../../model/docket.ts';
import type { Section } from '../fit.ts';
import { details, list, name } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';

const STANDING: Readonly<Record<OverrideStanding, string>> = {
  'in-force': 'in force',
  'matches-nothing': 'matches nothing in this change',
  expired: 'expired',
  revoked: 'revoked',
};

/** The audit list: who overruled or decided what, when and why. The newest come last and stay longest. */
export function ledgerSection({ overrides, rulings }: Ledger): Section {
  const level = (most: number, withReason: boolean) => () => {
    const lines = [
      ...overrides.map((override) => ({ at: override.at, line: overrideLine(override, withReason) })),
      ...rulings.map((ruling) => ({ at: ruling.at, line: rulingLine(ruling, withReason) })),
    ].sort((left, right) => compare(left.at, right.at));
    if (lines.length === 0) return [];
    const left = lines.length - most;
    const note: Inline[][] = left > 0 ? [[`${left} older ones are kept and not shown`]] : [];
    return details(
      `Decisions: ${lines.length}`,
      list([...note, ...lines.slice(-most).map(({ line }) => line)]),
    );
  };
  return { weight: 97, levels: [level(50, true), level(50, false), level(5, false)] };
}

function overrideLine(override: StandingOverride, withReason: boolean): Inline[] {
  const { rule, object, until, because, standing, revoked } = override;
  const about = object === null ? [] : [' on ', name(object)];
  const end = revoked === null ? [] : [' by ', name(revoked.by)];
  return [
    ...actOf(override),
    ' accepts ',
    name(rule),
    ...about,
    ` until ${until} (${STANDING[standing]}`,
    ...end,
    ')',
    ...(withReason ? [': ', ...prose(because)] : []),
  ];
}

function rulingLine(ruling: Ruling, withReason: boolean): Inline[] {
  const because = withReason && ruling.because !== null ? [': ', ...prose(ruling.because)] : [];
  return [...actOf(ruling), ` says ${ruling.ruling} for ${ruling.phase}`, ...because];
}

function actOf({ by, at }: { readonly by: string; readonly at: string }): Inline[] {
  return [`${at.slice(0, 16).replace('T', ' ')} UTC `, name(by)];
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
