import * as z from 'zod';
import { BLOCKS, WORKS } from '../../model/observation.ts';

const blocksSchema = z.enum(BLOCKS).describe('What it keeps other sessions from, weakest first');

export const effectSchema = z
  .strictObject({
    relation: z.string().describe('Name without the default schema, quoted where SQL needs it'),
    lock: z.string().describe('Lock mode in the words of the dialect; empty when there is none'),
    blocks: blocksSchema,
    work: z.enum(WORKS).describe('Everything but metadata grows with the table'),
    witness: z.enum(['measured', 'documented', 'unknown']),
    evidence: z.string().describe('What shows it: an engine message, or the page of the manual'),
  })
  .meta({ id: 'effect' });

/** A lock of an earlier statement of the same transaction. */
export const heldLockSchema = z.strictObject({
  relation: z.string(),
  lock: z.string(),
  blocks: blocksSchema,
  takenBy: z.int().describe('Index of the statement that took it'),
  takenIn: z
    .int()
    .optional()
    .describe('Index of its migration, where it is another one that shares the transaction'),
});
