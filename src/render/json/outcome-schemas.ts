import * as z from 'zod';

/** Small records that several parts of the report share. */

export const errorSchema = z
  .strictObject({
    code: z.string().describe('SQLSTATE, or the code of the engine'),
    message: z.string(),
    detail: z.string().nullable(),
    hint: z.string().nullable(),
    position: z.int().nullable().describe('Character in the statement, from 1'),
  })
  .meta({ id: 'error' });

export const lossSchema = z
  .strictObject({
    kind: z.enum(['table', 'column', 'rows']),
    object: z.string(),
    rows: z.int().describe('Synthetic rows concerned; says nothing of production'),
  })
  .meta({ id: 'loss' });

const driftSchema = z
  .strictObject({
    kind: z.enum(['missing', 'extra', 'changed', 'rows']),
    objectKind: z.string(),
    object: z.string(),
    fact: z.string().nullable(),
    before: z.json(),
    after: z.json(),
    weight: z.enum(['real', 'cosmetic']),
    text: z.string(),
  })
  .meta({ id: 'drift' });

export const trialSchema = z
  .strictObject({
    outcome: z.enum(['restored', 'differs', 'data-lost', 'failed', 'untried']),
    sql: z.array(z.string()).describe('What was run, one statement each, in order'),
    drift: z.array(driftSchema),
    lost: z.array(lossSchema),
    reason: z.string().nullable().describe('Why it failed or was not run'),
    error: errorSchema.nullable(),
    transactional: z.boolean().describe('Whether the statements may run in one transaction'),
  })
  .meta({ id: 'trial' });

export const findingSchema = z
  .strictObject({
    rule: z.string(),
    severity: z.enum(['block', 'warn', 'note']),
    object: z.string(),
    path: z.string(),
    line: z.int(),
    endLine: z.int(),
    message: z.string(),
    evidence: z.array(z.string()),
    remedy: z
      .strictObject({
        text: z.string(),
        sql: z.array(z.string()),
        rehearsed: z.boolean().describe('Whether the SQL was run and ends in the same schema'),
      })
      .nullable(),
  })
  .meta({ id: 'finding' });

export const allowedSchema = z
  .strictObject({
    ...findingSchema.shape,
    because: z.string().describe('The reason that the comment gives'),
    allowedAt: z.strictObject({ path: z.string(), line: z.int() }).describe('Where the comment stands'),
  })
  .meta({ id: 'allowed' });
