import type { Stage } from '../../model/brief.ts';
import { deliveriesOf } from '../../model/deliveries.ts';
import type { TransactionMode } from '../../model/migration.ts';
import type { Series, SeriesStep } from '../../model/series.ts';

/** A file of a step, for people. */
export interface StepFile {
  readonly path: string;
  readonly edits?: true;
}

/** A series with the files that hold it. */
export interface SeriesView {
  /** What people call the migration that it stands for, and how it is run. */
  readonly original: string;
  readonly transaction: TransactionMode;
  readonly series: Series;
  /** One for each step. */
  readonly files: readonly (readonly StepFile[])[];
  readonly notes: readonly string[];
  /** Files that were written; null when nothing was asked for. */
  readonly written: readonly string[] | null;
}

/** One pull request of the series. */
export interface DeliveryView {
  readonly number: number;
  readonly codeBefore: string | null;
  readonly steps: readonly {
    readonly number: number;
    readonly step: SeriesStep;
    readonly files: readonly StepFile[];
  }[];
}

/** The series as pull requests that follow each other. */
export function deliveriesIn({ transaction, series, files }: SeriesView): readonly DeliveryView[] {
  const numbers = new Map(series.draft.steps.map((step, index) => [step, index]));
  return deliveriesOf(series.draft.steps, transaction).map((steps, index) => ({
    number: index + 1,
    codeBefore: steps[0]?.codeBefore ?? null,
    steps: steps.map((step) => {
      const place = numbers.get(step) ?? 0;
      return { number: place + 1, step, files: files[place] ?? [] };
    }),
  }));
}

/** What the next pull request holds, in a few words; null after the last one. */
export function nextInWords(deliveries: readonly DeliveryView[], delivery: DeliveryView): string | null {
  const next = deliveries[delivery.number];
  if (next === undefined) return null;
  const stages = [...new Set(next.steps.map(({ step }): Stage => step.stage))].join(' and ');
  const steps = next.steps.length === 1 ? 'one step' : `${next.steps.length} steps`;
  return `${stages}, ${steps}`;
}

/** Which code works once a step has run. */
export function worksInWords({ oldCodeWorks, newCodeWorks }: SeriesStep): string {
  if (oldCodeWorks && newCodeWorks) return 'Code for the shipped schema works, and code for the new one.';
  if (oldCodeWorks) return 'Code for the shipped schema works.';
  return newCodeWorks
    ? 'Code for the new schema works; code for the old one no longer does.'
    : 'Only code that knows both schemas works.';
}
