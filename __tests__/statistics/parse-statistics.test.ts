import { describe, expect, test } from '@jest/globals';
import { Problem } from '../../src/model/problem.ts';
import { loadStatistics } from '../../src/statistics/load-statistics.ts';
import { parseStatistics } from '../../src/statistics/parse-statistics.ts';
import { writeStatistics } from '../../src/statistics/write-statistics.ts';
import { statisticsOf, tableOf } from './sizes.ts';

const PATH = '.holdpoint/stats.json';
const WHOLE = statisticsOf([
  tableOf('orders', {
    ...{ rows: 5, bytes: 8192, indexes: [{ name: 'orders_pkey', bytes: 16_384 }] },
    columns: [
      { name: 'id', distinct: 5, nulls: 0 },
      { name: 'note', distinct: null, nulls: 0.4 },
    ],
  }),
  tableOf('events', { rows: null }),
  tableOf('events_a', { partitionOf: 'events' }),
]);

type Json = Record<string, unknown>;

/** Changes the first column of the first table. */
function column(parts: Json): (file: { tables: Json[] }) => void {
  return ({ tables: [table] }) => {
    const columns = table?.['columns'] as Json[];
    columns[0] = { ...columns[0], ...parts };
  };
}

function written(change: (file: Json & { tables: Json[] }) => void): Uint8Array {
  const file = JSON.parse(writeStatistics(WHOLE)) as Json & { tables: Json[] };
  change(file);
  return bytesOf(JSON.stringify(file));
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function titleOf(bytes: Uint8Array): string {
  try {
    parseStatistics(bytes, PATH);
  } catch (error) {
    if (error instanceof Problem && error.facts.blame === 'usage') return error.facts.title;
    throw error;
  }
  throw new Error('It was taken.');
}

test('what is written is read again', () => {
  expect(parseStatistics(bytesOf(writeStatistics(WHOLE)), PATH)).toEqual(WHOLE);
});

test('two files differ in their numbers only', () => {
  const lines = writeStatistics(WHOLE).split('\n');
  const larger = { ...WHOLE, tables: WHOLE.tables.map((table) => ({ ...table, bytes: table.bytes + 7 })) };
  const differing = writeStatistics(larger)
    .split('\n')
    .filter((line, index) => line !== lines[index]);

  expect(differing.map((line) => line.trim().replace(/\d+/, 'n'))).toEqual([
    '"bytes": n,',
    '"bytes": n,',
    '"bytes": n,',
  ]);
});

describe('what cannot be used is told by its key', () => {
  test.each<[string, (file: Json & { tables: Json[] }) => void, string]>([
    ['an unknown key', (file) => (file['hosts'] = ['db1']), 'unknown key "hosts".'],
    [
      'one in a table',
      ({ tables }) => (tables[0] = { ...tables[0], sample: 1 }),
      'unknown key "sample" in tables[0].',
    ],
    [
      'negative rows',
      ({ tables }) => (tables[0] = { ...tables[0], rows: -1 }),
      'tables[0].rows has to be a number that is not negative; it is -1.',
    ],
    [
      'half a byte',
      ({ tables }) => (tables[0] = { ...tables[0], bytes: 0.5 }),
      'tables[0].bytes has to be a whole number; it is 0.5.',
    ],
    [
      'more than can be counted',
      ({ tables }) => (tables[0] = { ...tables[0], bytes: 1e300 }),
      'tables[0].bytes has to be a whole number; it is 1e+300.',
    ],
    [
      'a number as text',
      ({ tables }) => (tables[0] = { ...tables[0], rows: '12' }),
      'tables[0].rows has to be a whole number; it is "12".',
    ],
    [
      'fewer than no values',
      column({ distinct: -0.5 }),
      'tables[0].columns[0].distinct has to be a whole number; it is -0.5.',
    ],
    [
      'a negative number of values',
      column({ distinct: -3 }),
      'tables[0].columns[0].distinct has to be a number that is not negative; it is -3.',
    ],
    [
      'a number of values as text',
      column({ distinct: '90' }),
      'tables[0].columns[0].distinct has to be a whole number; it is "90".',
    ],
    [
      'more NULLs than rows',
      column({ nulls: 1.5 }),
      'tables[0].columns[0].nulls has to be a share from 0 to 1; it is 1.5.',
    ],
    [
      'a negative share',
      column({ nulls: -0.1 }),
      'tables[0].columns[0].nulls has to be a share from 0 to 1; it is -0.1.',
    ],
    [
      'a share as text',
      column({ nulls: '10 %' }),
      'tables[0].columns[0].nulls has to be a share from 0 to 1; it is "10 %".',
    ],
    ['values of a column', column({ common: ['a secret'] }), 'unknown key "common" in tables[0].columns[0].'],
    [
      'a column without a name',
      column({ name: '' }),
      'tables[0].columns[0].name has to be a name; it is "".',
    ],
    [
      'columns that are no list',
      ({ tables }) => (tables[0] = { ...tables[0], columns: { id: 5 } }),
      'tables[0].columns has to be a list; it is a map of keys.',
    ],
    ['a column twice', column({ name: 'note' }), 'holds the column "note" of "orders" twice.'],
    ['no tables', (file) => delete (file as Json)['tables'], 'tables has to be a list; it is missing.'],
    ['another format', (file) => (file['format'] = 2), 'format has to be one of 1; it is 2.'],
    [
      'another dialect',
      (file) => (file['dialect'] = 'oracle'),
      'dialect has to be one of postgres, mysql, sqlite; it is "oracle".',
    ],
    [
      'a day without a time',
      (file) => (file['takenAt'] = '2026-11-30'),
      'takenAt has to be a time in UTC such as "2026-11-30T08:00:00Z"; it is "2026-11-30".',
    ],
    [
      'a version that is a sentence',
      (file) => (file['version'] = '16`<b>'),
      'version has to be a version such as "16.4"; it is "16`<b>".',
    ],
    [
      'a setting of another kind',
      (file) => (file['settings'] = { work_mem: 4 }),
      'settings.work_mem has to be text; it is 4.',
    ],
    [
      'an endless name',
      ({ tables }) => (tables[0] = { ...tables[0], name: 'x'.repeat(5000) }),
      `tables[0].name has to be a shorter name; it is "${'x'.repeat(59)}….`,
    ],
    ['a table twice', ({ tables }) => tables.push({ ...tables[0] }), 'holds the table "orders" twice.'],
  ])('%s', (_, change, title) => {
    expect(titleOf(written(change)).replace(/^[.]holdpoint\/stats[.]json:? /, '')).toBe(title);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"format": 1,'],
    ['YAML', 'format: 1'],
  ])('%s', (_, text) => {
    expect(titleOf(bytesOf(text))).toMatch(/^[.]holdpoint\/stats[.]json is not JSON: [^\n]+[.]$/);
  });

  test('bytes that are no text', () => {
    expect(titleOf(Uint8Array.of(0xff, 0xfe, 0x7b))).toContain('is not JSON');
  });

  test.each(['null', '[]', '"a"', '7', `${'['.repeat(100_000)}${']'.repeat(100_000)}`])(
    'JSON of another shape: %.9s',
    (text) => {
      expect(titleOf(bytesOf(text))).toMatch(/the whole file has to be a map of keys|is not JSON/);
    },
  );

  test('keys that every object has are no way around', () => {
    const text = writeStatistics(WHOLE).replace('"format": 1', '"__proto__": {"format": 1}, "format": 1');
    expect(titleOf(bytesOf(text))).toContain('unknown key "__proto__"');
  });
});

describe('how old they are', () => {
  const load = async (now: string): Promise<boolean | undefined> =>
    (await loadStatistics(() => Promise.resolve(bytesOf(writeStatistics(WHOLE))), null, now))?.fresh;

  test.each([
    ['2026-11-30T08:00:00Z', true],
    ['2027-02-28T08:00:00Z', true],
    ['2027-02-28T08:00:01Z', false],
    ['2026-11-29T09:00:00Z', true],
    ['2026-11-28T00:00:00Z', false],
  ])('at %s they are fresh: %s', async (now, fresh) => {
    expect(await load(now)).toBe(fresh);
  });

  test('a file that is named has to be there', async () => {
    const nothing = (): Promise<null> => Promise.resolve(null);
    expect(await loadStatistics(nothing, null, '2026-11-30T08:00:00Z')).toBeNull();
    await expect(loadStatistics(nothing, 'sizes.json', '2026-11-30T08:00:00Z')).rejects.toMatchObject({
      facts: { code: 'no-statistics', title: 'There is no statistics file sizes.json.' },
    });
  });
});
