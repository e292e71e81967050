import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SeriesCheck, SeriesDraft } from '../../src/model/series.ts';
import { CHANGES } from './changes.ts';
import { SplitLaboratory } from './laboratory.ts';

let laboratory: SplitLaboratory;

beforeAll(async () => {
  laboratory = await SplitLaboratory.open();
}, 60_000);

afterAll(() => laboratory.engine.close());

/** Columns and tables whose two shapes stand for each other for a while. */
const PAIRS = CHANGES.filter(({ title }) =>
  /rename|type|widen|shorten|text|timestamp|split|merge|move|replace|put a|value/.test(title),
);

test.each(PAIRS)(
  '$title: every check finds nothing on rows that agree and every fault that is planted',
  async (change) => {
    const series = await laboratory.split(change);
    if ('because' in series) throw new Error(series.because);
    expect(series.faults).toEqual([]);
    const given = (series.draft.reconciliations ?? []).flatMap(({ checks }) => checks);
    const titles = given.map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(0);
    expect(series.checks?.map(({ title }) => title)).toEqual(titles);
    const planted = (series.draft.reconciliations ?? []).flatMap(({ faults }) => faults);
    const caught = new Set(series.checks?.flatMap((check) => check.caught));
    expect(planted.map(({ title }) => title).filter((title) => !caught.has(title))).toEqual([]);
  },
  120_000,
);

const CARRIED = CHANGES.filter(({ title }) => /^(?:split columns|merge a table|move a column)/.test(title));

test.each(CARRIED)(
  '$title: what one table has no room for is no difference once new code writes',
  async (change) => {
    const series = await laboratory.split(change);
    if ('because' in series) throw new Error(series.because);
    expect(series.checks?.filter(({ holdsAfter }) => !holdsAfter.includes('switch'))).toEqual([]);
  },
  120_000,
);

const [RENAMED] = CHANGES;

test('a query that misses a fault, or complains of rows that agree, is not taken for a check', async () => {
  if (RENAMED === undefined) throw new Error('No change.');
  const blind = await laboratory.split(RENAMED, (draft) =>
    withSql(draft, ({ transactional }) => (transactional ? 'SELECT 0' : 'DO $$ BEGIN END $$')),
  );
  expect(blind).toMatchObject({ proved: true, checks: [] });
  const complaining = await laboratory.split(RENAMED, (draft) => withSql(draft, () => 'SELECT 1'));
  expect(complaining).toMatchObject({ proved: false, checks: [] });
});

function withSql(draft: SeriesDraft, sql: (check: SeriesCheck) => string): SeriesDraft {
  const reconciliations = draft.reconciliations?.map((one) => ({
    ...one,
    checks: one.checks.map((check) => ({ ...check, sql: sql(check) })),
  }));
  return { ...draft, ...(reconciliations === undefined ? {} : { reconciliations }) };
}
