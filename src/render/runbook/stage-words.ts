import type { Stage } from '../../model/brief.ts';
import type { TimelineDay } from '../../model/runbook.ts';

/** One wording per stage, for every form of the runbook. */
export const STAGE_WORD: Readonly<Record<TimelineDay['stage'], string>> = {
  preparation: 'Preparation',
  expand: 'Expand',
  migrate: 'Migrate',
  switch: 'Switch',
  bake: 'Bake',
  contract: 'Contract',
} satisfies Record<Stage | 'preparation' | 'bake', string>;
