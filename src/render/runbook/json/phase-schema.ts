import * as z from 'zod';
import { STAGES } from '../../../model/brief.ts';
import { BLOCKS } from '../../../model/observation.ts';

const text = z.string();

export const scriptSchema = z
  .strictObject({
    language: z.enum(['sql', 'sh']),
    text: text.describe('As it is run, to the byte'),
    where: text,
    how: text,
    witness: text.nullable().describe('What running it showed, and on what; null when it was not run'),
  })
  .meta({ id: 'script' });

export const estimateSchema = z
  .strictObject({
    relation: text,
    rows: z.number().nullable(),
    bytes: z.number().nullable(),
    seconds: z.number().nullable().describe('How long the lock is felt'),
    class: z.enum(['instant', 'seconds', 'minutes', 'hours', 'unknown']),
    disk: z.number().nullable().describe('Bytes that must be free while it runs'),
    lag: z.number().nullable().describe('Seconds that standby servers fall behind'),
    basis: text,
    query: text.nullable().describe('Tells the size, where it is unknown'),
    backfill: z
      .number()
      .optional()
      .describe('Seconds that the rows take in batches with pauses between them'),
  })
  .meta({ id: 'estimate' });

const step = z
  .strictObject({
    title: text,
    place: text.nullable().describe('Path and line of the migration'),
    script: scriptSchema.nullable(),
    blocks: z.enum(BLOCKS).nullable(),
    estimate: estimateSchema.nullable(),
    check: text.nullable(),
  })
  .meta({ id: 'step' });

const backfill = z
  .strictObject({
    path: text,
    line: z.int(),
    relation: text,
    key: z.array(text),
    batch: z.strictObject({ rows: z.int(), pause: z.int().describe('Milliseconds') }),
    prepare: z.array(text),
    procedure: z.array(text).nullable(),
    script: z.strictObject({ tool: text, text }),
    progress: text,
    skipped: text,
    cleanUp: z.array(text),
    proof: z.strictObject({
      outcome: z.enum(['same', 'differs', 'failed', 'untried']),
      rows: z.int(),
      because: text.nullable(),
    }),
  })
  .meta({ id: 'backfill' });

export const phaseSchema = z
  .strictObject({
    stage: z.enum(STAGES),
    code: text.describe('The code that is deployed while it lasts'),
    what: text,
    delivery: text,
    steps: z.array(step),
    backfills: z.array(backfill),
    gate: z.strictObject({ decides: text.nullable(), go: z.array(text), rollback: z.array(text) }),
  })
  .meta({ id: 'phase' });
