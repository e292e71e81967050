import type { Runbook } from '../../src/model/runbook.ts';

export type Part = (book: Runbook) => unknown;

/** One entry of docs/plan-contents.md: where it is, the runbooks that call for it, and those that do not. */
export type Row = readonly [
  entry: string,
  part: Part,
  pattern: RegExp,
  has: readonly string[],
  lacks: readonly string[],
];
