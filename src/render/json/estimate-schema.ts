import * as z from 'zod';
import { BLOCKS, WORKS } from '../../model/observation.ts';

const felt = z.enum(['instant', 'seconds', 'minutes', 'hours', 'unknown']);
const seconds = z.number().nullable();
const bytes = z.int().nullable();

const relation = z.strictObject({
  relation: z.string(),
  works: z.array(z.enum(WORKS)),
  blocks: z.enum(BLOCKS),
  rows: z.int().nullable().describe('As the statistics estimate them; null when they are unknown'),
  bytes: bytes.describe('Without indexes'),
  seconds: seconds.describe('Null when the size, or what the work depends on, is unknown'),
  class: felt,
  disk: bytes.describe('Bytes that must be free while it runs'),
  lag: seconds.describe('Seconds that standby servers fall behind; null when there are none or nobody tells'),
  basis: z.string(),
  query: z.string().nullable().describe('Tells the size where it is unknown'),
  backfill: z.number().optional().describe('Seconds that the same rows take in batches'),
});

/** What a statement will take on the reader's own tables. */
export const estimateSchema = z
  .strictObject({
    path: z.string(),
    line: z.int(),
    seconds: seconds.describe('All relations together'),
    class: felt,
    small: z
      .boolean()
      .describe('All that its transaction works on is known to be small, and its work to be short'),
    relations: z.array(relation),
  })
  .meta({ id: 'estimate' });
