import type { Outcome } from './verdict.ts';

/** Which outcomes leave with an error: `hold` means hold and no-go. */
export type FailOn = 'no-go' | 'hold' | 'never';

export const EXIT = { go: 0, noGo: 1, hold: 2, usage: 64, internal: 70 } as const;

/** Exit code of a review that answered; a change without migrations (`nothing`) is no failure. */
export function exitCodeOf(outcome: Outcome | 'nothing', failOn: FailOn): number {
  if (outcome === 'no-go' && failOn !== 'never') return EXIT.noGo;
  if (outcome === 'hold' && failOn === 'hold') return EXIT.hold;
  return EXIT.go;
}
