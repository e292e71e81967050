import type { RootContent } from 'mdast';
import type { Runbook } from '../../model/runbook.ts';

/** How much a part says. Everything, then without drawings, then without SQL, then only the outline. */
export interface Detail {
  readonly drawings: boolean;
  readonly scripts: boolean;
  readonly steps: boolean;
}

export const WHOLE: Detail = { drawings: true, scripts: true, steps: true };

/** From the fullest to the shortest. */
export const DETAILS: readonly Detail[] = [
  WHOLE,
  { drawings: false, scripts: true, steps: true },
  { drawings: false, scripts: false, steps: true },
  { drawings: false, scripts: false, steps: false },
];

/** A chapter of the runbook. */
export interface Part {
  readonly id: string;
  readonly title: string;
  /** What goes first when there is too much: the smallest. */
  readonly weight: number;
  /** Empty when this migration gives no reason for it. */
  readonly nodes: (runbook: Runbook, detail: Detail) => RootContent[];
}
