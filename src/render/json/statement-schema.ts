import * as z from 'zod';
import { effectSchema, heldLockSchema } from './effect-schema.ts';
import { errorSchema, findingSchema, lossSchema } from './outcome-schemas.ts';

const change = z.looseObject({
  kind: z.string().describe('What is done: add-column, drop-index, update-rows …'),
  object: z.string(),
  relation: z.string().nullable(),
});

const innerStatement = z.strictObject({
  line: z.int().nullable().describe('Null where it stands in no file of the change'),
  function: z.string().optional().describe('In whose body it stands; absent for the block itself'),
  path: z.string().optional().describe('The file that creates the function'),
  summary: z.string(),
  changes: z.array(change),
  dynamic: z.literal(true).optional().describe('Its text is put together only when it runs'),
});

const brokenProbe = z.strictObject({
  relation: z.string(),
  action: z.enum(['read', 'insert', 'update', 'delete', 'literal', 'call']),
  sql: z.string(),
  breaks: z.string().nullable(),
  error: z.string().nullable(),
});

const rowsChanged = z.strictObject({
  relation: z.string(),
  inserted: z.int(),
  updated: z.int(),
  deleted: z.int(),
});

/** One statement of the change and everything that was seen of it. */
export const statementSchema = z
  .strictObject({
    sql: z.string().describe('Exactly the bytes of the span'),
    start: z.int().describe('UTF-8 byte offset in the file'),
    end: z.int().describe('UTF-8 byte offset after the last byte'),
    line: z.int(),
    column: z.int(),
    endLine: z.int(),
    summary: z.string(),
    fate: z.enum(['ran', 'depends-on-data', 'failed', 'unreadable', 'not-run']),
    transaction: z.int().describe('Statements with the same number commit together'),
    phase: z.enum(['expand', 'migrate', 'contract', 'neutral']),
    blocking: z
      .boolean()
      .describe('Blocks reads or writes of a shipped table for a time that grows with data'),
    changes: z.array(change),
    inner: z
      .array(innerStatement)
      .optional()
      .describe('What stands in a block and in the functions that are run, with its lines'),
    effects: z.array(effectSchema),
    elsewhere: z
      .strictObject({ version: z.string(), effects: z.array(effectSchema) })
      .nullable()
      .describe('What the server version that was told does otherwise, by its manual; null where nothing is'),
    held: z.array(heldLockSchema),
    lockTimeout: z
      .int()
      .nullable()
      .describe('Milliseconds; 0 when none, null when the statement was not run'),
    backwardCompatible: z.boolean(),
    broken: z.array(brokenProbe).describe('Queries in the old shape that work before it and fail after it'),
    dataLoss: z.boolean(),
    lost: z.array(lossSchema),
    overwritten: z.array(lossSchema),
    rows: z.array(rowsChanged),
    notices: z.array(z.string()),
    findings: z.array(findingSchema),
    error: z.string().nullable().describe('Message of the parser or the engine'),
    errorDetails: errorSchema.nullable(),
  })
  .meta({ id: 'statement' });
