import * as z from 'zod';
import { BRIEF_KINDS, STAGES } from '../../../model/brief.ts';
import { rollbackSchema } from './rollback-schema.ts';
import { estimateSchema, phaseSchema, scriptSchema } from './phase-schema.ts';

const text = z.string();

const component = z.strictObject({
  component: text,
  affected: z.enum(['yes', 'no', 'unknown']),
  impact: text,
  effort: text,
});

const current = z.strictObject({
  subjects: z.array(z.strictObject({ subject: text, detail: text })).describe('What is migrated'),
  scale: z.array(z.strictObject({ what: text, value: text, source: text })),
  estimates: z.array(estimateSchema),
  dependencies: z.array(z.strictObject({ kind: text, name: text, detail: text })),
  components: z.array(component),
});

const row = { current: text, target: text, action: text };

const target = z.strictObject({
  rows: z.array(z.strictObject(row)),
  differences: z.array(z.strictObject({ group: text, ...row })).describe('Of a provider or infrastructure'),
});

const check = z
  .strictObject({ title: text, script: scriptSchema, expect: text.nullable(), reason: text })
  .meta({ id: 'check' });

const testStage = z.strictObject({ stage: text, environment: text, data: text, duration: text, gate: text });

const validation = z.strictObject({
  before: z.array(check),
  after: z.array(check),
  smoke: z.array(text).describe('Checks in the application'),
  stages: z.array(testStage),
});

const day = z
  .strictObject({
    from: z.int().describe('Days since the start'),
    to: z.int().nullable().describe('The last day; null when it has no end'),
    title: text,
    stage: z.enum(['preparation', ...STAGES, 'bake']),
    items: z.array(text),
    gate: text.nullable(),
  })
  .meta({ id: 'day' });

const communication = z.strictObject({
  stakeholders: z.array(z.strictObject({ name: text, channel: text, when: text })),
  responsibilities: z.array(z.strictObject({ task: text, who: text })),
  customers: text.nullable().describe('What customers notice'),
  incident: text.nullable(),
  window: text.nullable().describe('The maintenance window'),
});

const checklistItem = z.strictObject({
  id: text,
  text,
  state: z.enum(['proved', 'open', 'failed']),
  evidence: text,
  digest: text,
});

/** A runbook as JSON. Its keys are a contract: keys are added, never renamed or taken away. */
export const runbookSchema = z.strictObject({
  format: z.literal(1),
  title: text,
  kind: z.enum(BRIEF_KINDS),
  summary: z.array(text).describe('Three to five sentences'),
  current,
  target,
  phases: z.array(phaseSchema),
  validation,
  rollback: rollbackSchema,
  timeline: z.array(day),
  metrics: z.array(z.strictObject({ id: text, metric: text, normal: text, alert: text, action: text })),
  communication,
  antiPatterns: z.array(z.strictObject({ pattern: text, found: text, instead: text })),
  checklist: z.array(checklistItem),
  openQuestions: z.array(
    z.strictObject({
      question: text,
      answer: text.describe('Key of the brief or of the configuration that answers it'),
      holds: text.nullable().describe('Why the migration is held until it is answered; null when it is not'),
    }),
  ),
});

/** `docs/runbook.schema.json`. */
export function runbookJsonSchema(): object {
  return {
    ...z.toJSONSchema(runbookSchema, { target: 'draft-7' }),
    title: 'Holdpoint runbook',
    description: 'A migration as it is done, from the first look to the last drop.',
  };
}
