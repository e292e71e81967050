import type { AllowedFinding } from '../../model/finding.ts';
import { pathWithin } from '../../model/place.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import type { Section } from '../fit.ts';
import { details, lineBreak, list, name, paragraph, type Inline } from '../nodes.ts';
import { prose } from '../prose.ts';
import { SEVERITY_SYMBOL } from '../words.ts';

const FEW = 20;

/** Findings that comments in the files allow, each with its reason: they do not count, and nobody should miss them. */
export function allowedSection({ allowed, rehearsal }: ProjectPlan): Section {
  if (allowed.length === 0) return { weight: 65, levels: [() => []] };
  const summary = `Allowed in the files: ${allowed.length}`;
  const folder = rehearsal.project.path;
  const lines = (most: number, withMessage: boolean) => () => {
    const shown = allowed.slice(0, most).map((finding) => allowedLine(finding, folder, withMessage));
    const left = allowed.length - shown.length;
    const more: Inline[][] = left > 0 ? [[`${left} more in the full report`]] : [];
    return details(summary, list([...shown, ...more]));
  };
  return {
    weight: 65,
    levels: [lines(Infinity, true), lines(Infinity, false), lines(FEW, false), () => [paragraph(summary)]],
  };
}

function allowedLine(finding: AllowedFinding, folder: string, withMessage: boolean): Inline[] {
  const { rule, severity, object, path, line, message, allowed } = finding;
  return [
    `${SEVERITY_SYMBOL[severity]} `,
    name(rule),
    ...(object === '' ? [] : [' on ', name(object)]),
    ' at ',
    name(`${pathWithin(folder, path)}:${line}`),
    ', because: ',
    ...prose(allowed.because),
    ...(withMessage ? [lineBreak(), ...prose(message)] : []),
  ];
}
