import * as z from 'zod';

const LONGEST_NAME = 300;
const LONGEST_VALUE = 200;

const count = z.int('a whole number').min(0, 'a number that is not negative');
const name = z.string().min(1, 'a name').max(LONGEST_NAME, 'a shorter name');

const index = z.strictObject({
  name,
  bytes: count.describe('Bytes on disk'),
});

const column = z.strictObject({
  name,
  distinct: count
    .nullable()
    .describe('Different values, NULL not counted, as the server estimates them; null when it does not'),
  nulls: z
    .number('a share from 0 to 1')
    .min(0, 'a share from 0 to 1')
    .max(1, 'a share from 0 to 1')
    .describe('Share of the rows that have no value'),
});

const table = z.strictObject({
  name: name.describe('As in the catalog: quoted where needed, without the default schema'),
  rows: count.nullable().describe('An estimate of the server; null when it has none'),
  bytes: count.describe('Bytes without indexes, with what is stored out of line'),
  indexes: z.array(index),
  columns: z
    .array(column)
    .optional()
    .describe('Left out where nobody analyzed the table, or the role may not read it'),
  partitionOf: name.optional().describe('The partitioned table whose numbers are the sums of its parts'),
});

/** `.holdpoint/stats.json` as `holdpoint stats` writes it. */
export const schema = z.strictObject({
  format: z.literal(1),
  dialect: z.enum(['postgres', 'mysql', 'sqlite']),
  version: z
    .string()
    .regex(/^\d+(\.\d+)*[\w.+-]{0,40}$/, 'a version such as "16.4"')
    .describe('As the server tells it'),
  takenAt: z.iso
    .datetime('a time in UTC such as "2026-11-30T08:00:00Z"')
    .describe('When it was read, in UTC'),
  tables: z.array(table),
  settings: z
    .record(
      z.string().regex(/^[a-z_.]{1,80}$/, 'a name of a setting'),
      z.string().max(LONGEST_VALUE, 'shorter text'),
    )
    .describe('What decides how long work takes'),
  replicas: count.nullable().describe('Standby servers; 0 for none, null when nobody can tell'),
});
