import type { RootContent } from 'mdast';
import type { Runbook } from '../../model/runbook.ts';
import { WHOLE, type Detail, type Part } from './part.ts';
import { ANTI_PATTERNS } from './sections/anti-patterns.ts';
import { CURRENT_STATE } from './sections/current-state.ts';
import { EXECUTION } from './sections/execution.ts';
import { OPEN_QUESTIONS } from './sections/open-questions.ts';
import { PHASES } from './sections/phases.ts';
import { READINESS } from './sections/readiness.ts';
import { ROLLBACK } from './sections/rollback.ts';
import { TARGET_STATE } from './sections/target-state.ts';
import { VALIDATION } from './sections/validation.ts';

/** In reading order: the six steps, then what is left to do before them. */
const STEPS: readonly Part[] = [CURRENT_STATE, TARGET_STATE, PHASES, VALIDATION, ROLLBACK, EXECUTION];
const REST: readonly Part[] = [ANTI_PATTERNS, READINESS, OPEN_QUESTIONS];

export interface Chapter {
  /** With its number where it is one of the steps. */
  readonly title: string;
  /** Of the part, for the styles of a page. */
  readonly id: string;
  readonly weight: number;
  readonly nodes: (detail: Detail) => RootContent[];
}

/** The chapters that this migration gives a reason for. */
export function chaptersOf(runbook: Runbook): Chapter[] {
  const chapter = (part: Part, number: number | null): Chapter => ({
    title: number === null ? part.title : `${number}. ${part.title}`,
    id: part.id,
    weight: part.weight,
    nodes: (detail) => part.nodes(runbook, detail),
  });
  const isFilled = (part: Part): boolean => part.nodes(runbook, WHOLE).length > 0;
  return [
    ...STEPS.filter(isFilled).map((part, index) => chapter(part, index + 1)),
    ...REST.filter(isFilled).map((part) => chapter(part, null)),
  ];
}
