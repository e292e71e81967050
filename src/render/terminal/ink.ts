import picocolors from 'picocolors';
import type { Formatter } from 'picocolors/types.js';
import type { Severity } from '../../model/finding.ts';
import type { TrialOutcome } from '../../model/rehearsal.ts';
import type { Outcome } from '../../model/verdict.ts';

/** How a terminal text looks. Without color every function gives its text back. */
export interface Ink {
  readonly width: number;
  readonly strong: Formatter;
  readonly soft: Formatter;
  readonly code: Formatter;
  readonly outcome: Readonly<Record<Outcome, Formatter>>;
  readonly severity: Readonly<Record<Severity, Formatter>>;
  readonly trial: Readonly<Record<TrialOutcome, Formatter>>;
}

const NARROWEST = 60;
const WIDEST = 140;

/** Colors and width; a width outside of what reads well is brought inside. */
export function inkFor({ color, width }: { readonly color: boolean; readonly width: number }): Ink {
  const { bold, dim, cyan, green, yellow, red } = picocolors.createColors(color);
  const alarming: Formatter = (text) => bold(red(text));
  return {
    width: Math.min(WIDEST, Math.max(NARROWEST, width)),
    strong: bold,
    soft: dim,
    code: cyan,
    outcome: {
      go: (text) => bold(green(text)),
      hold: (text) => bold(yellow(text)),
      'no-go': alarming,
    },
    severity: { block: red, warn: yellow, note: cyan },
    trial: { restored: green, differs: yellow, 'data-lost': red, failed: red, untried: yellow },
  };
}
