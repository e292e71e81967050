import type { DatedDecisions, Override } from '../model/decisions.ts';
import { isAbout } from '../model/docket.ts';
import type { Charge, OverrideStanding, StandingOverride } from '../model/docket.ts';

/** Whether every part of the charge is accepted by an override that counts on that day. */
export function isLifted({ contested }: Charge, { overrides, today }: DatedDecisions): boolean {
  const counting = overrides.filter((override) => counts(override, today));
  return contested.every((one) => counting.some((override) => isAbout(override, one)));
}

/** Every override with whether it counts on that day, and why not. */
export function standingOverrides(
  { overrides, today }: DatedDecisions,
  charges: readonly Charge[],
): StandingOverride[] {
  return overrides.map((override) => ({ ...override, standing: standingOf(override, charges, today) }));
}

function standingOf(override: Override, charges: readonly Charge[], today: string): OverrideStanding {
  if (override.revoked !== null) return 'revoked';
  if (override.until < today) return 'expired';
  const matches = charges.some(({ contested }) => contested.some((one) => isAbout(override, one)));
  return matches ? 'in-force' : 'matches-nothing';
}

function counts({ revoked, until }: Override, today: string): boolean {
  return revoked === null && until >= today;
}
