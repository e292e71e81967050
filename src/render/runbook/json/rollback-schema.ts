import * as z from 'zod';
import { STAGES } from '../../../model/brief.ts';
import type { DecisionNode } from '../../../model/runbook.ts';
import { scriptSchema } from './phase-schema.ts';

const text = z.string();

const step = z.strictObject({ title: text, script: scriptSchema.nullable() }).meta({ id: 'rollback-step' });

const decision: z.ZodType<DecisionNode> = z
  .union([
    z.strictObject({
      question: text,
      answers: z.array(z.strictObject({ answer: text, then: z.lazy(() => decision) })),
    }),
    z.strictObject({ action: text }),
  ])
  .meta({ id: 'decision' });

export const rollbackSchema = z.strictObject({
  phases: z.array(
    z.strictObject({
      stage: z.enum(STAGES),
      trigger: z.array(text),
      decides: text.nullable(),
      estimate: text,
      steps: z.array(step),
      recovery: z.array(step).describe('For data that going back does not bring back'),
    }),
  ),
  pointOfNoReturn: z
    .strictObject({ stage: z.enum(STAGES), place: text, what: text, lost: z.array(text) })
    .nullable()
    .describe('Null when everything can be taken back at any time'),
  tree: decision.describe('Questions with their answers, down to what to do'),
});
