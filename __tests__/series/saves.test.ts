import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SaveDraft } from '../../src/model/saves.ts';
import type { Series, SeriesDraft } from '../../src/model/series.ts';
import { CHANGES } from './changes.ts';
import { SplitLaboratory } from './laboratory.ts';

let laboratory: SplitLaboratory;

beforeAll(async () => {
  laboratory = await SplitLaboratory.open();
}, 60_000);

afterAll(() => laboratory.engine.close());

async function proved(title: string, spoil?: (draft: SeriesDraft) => SeriesDraft): Promise<Series> {
  const change = CHANGES.find((one) => one.title === title);
  if (change === undefined) throw new Error(`There is no change “${title}”.`);
  const series = await laboratory.split(change, spoil, { saves: true });
  if ('because' in series) throw new Error(series.because);
  expect(series.faults).toEqual([]);
  return series;
}

/** Of a change: what is kept, of which stage, and before which way. */
const KEPT: readonly (readonly [string, readonly (readonly [string, string, string])[]])[] = [
  ['rename a column', []],
  ['drop a column', [['users.email', 'contract', 'change']]],
  ['drop a table', [['orders', 'contract', 'change']]],
  ['add a required column', [['users.locale', 'expand', 'way-back']]],
  ['split a column', [['users.full_name', 'contract', 'change']]],
  ['take a value out of an enumerated type', [['days.mood_old', 'contract', 'change']]],
  ['put a table in the place of another one', [['users_new.joined_on', 'expand', 'way-back']]],
  ['split columns off into a table with a key of its own', [['addresses.kind', 'expand', 'way-back']]],
  ['split columns off into a table for the rows that have them', [['users.city', 'contract', 'change']]],
  ['merge a table into another one', [['addresses', 'contract', 'change']]],
  ['move a column to another table', [['users.plan', 'contract', 'change']]],
];

test.each(KEPT)(
  '%s: kept and put back is what its steps, or their ways back, take',
  async (title, kept) => {
    const { saves = [], draft } = await proved(title);
    expect(saves.map((one) => [one.object, draft.steps[one.step]?.stage, one.before])).toEqual(kept);
  },
  60_000,
);

test('nothing is kept where nobody asked', async () => {
  const [change] = CHANGES;
  if (change === undefined) throw new Error('No change.');
  expect(await laboratory.split(change)).not.toHaveProperty('saves');
});

/** Ways to get it wrong. */
const SPOILS: readonly (readonly [string, (save: SaveDraft) => SaveDraft])[] = [
  ['keeps no rows', (save) => ({ ...save, sql: save.sql.map((sql) => `${sql} LIMIT 0`) })],
  ['puts nothing back', (save) => ({ ...save, restore: ['SELECT 1'] })],
  ['does not run', (save) => ({ ...save, restore: [...save.restore, 'SELECT 1 / 0'] })],
];

test.each(SPOILS)('what %s is not told', async (_, spoil) => {
  const { saves } = await proved('split columns off into a table with a key of its own', (draft) => ({
    ...draft,
    steps: draft.steps.map((step) => ({
      ...step,
      saves: Object.fromEntries(
        Object.entries(step.saves ?? {}).map(([moment, drafts]) => [moment, drafts.map(spoil)]),
      ),
    })),
  }));
  expect(saves).toEqual([]);
});

test('a value that stands for what code wrote since is not overwritten', async () => {
  const { saves = [], draft } = await proved('split a column');
  const { engine } = laboratory;
  const change = CHANGES.find(({ title }) => title === 'split a column');
  await laboratory.clear();
  await engine.runAll(
    [
      change?.base ?? '',
      `INSERT INTO users (id, email, full_name) VALUES (1, 'a', ' Ann  Lee '), (2, 'b', ' Bob  Ray ')`,
      ...draft.steps.slice(0, -1).flatMap(({ up }) => up),
      ...saves.flatMap(({ sql }) => sql),
      ...(draft.steps.at(-1)?.up ?? []),
      `UPDATE users SET last_name = 'Ng' WHERE id = 2`,
      ...(draft.steps.at(-1)?.down ?? []),
      ...saves.flatMap(({ restore }) => restore),
    ],
    false,
  );
  const answer = await engine.run('SELECT full_name FROM users ORDER BY id');
  expect(answer).toMatchObject({ ok: true, rows: [{ full_name: ' Ann  Lee ' }, { full_name: ' Ng' }] });
});
