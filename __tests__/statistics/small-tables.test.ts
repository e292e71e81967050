import { describe, expect, test } from '@jest/globals';
import { NO_DECISIONS } from '../../src/model/decisions.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import type { TableStatistics } from '../../src/model/statistics.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { estimatesOf } from '../../src/plan/estimates/estimates-of.ts';
import type { Sizing } from '../../src/plan/estimates/sizing.ts';
import { renderReport } from '../../src/render/render-report.ts';
import { renderText } from '../../src/render/render-text.ts';
import { judge } from '../../src/rules/judge.ts';
import { serves } from '../../src/statistics/serves.ts';
import { statisticsNotices } from '../../src/statistics/statistics-notices.ts';
import { decide } from '../../src/verdict/decide.ts';
import { docketOf } from '../../src/verdict/docket-of.ts';
import { exampleStage } from '../rules/example-stage.ts';
import { sizingOf, statisticsOf, tableOf } from './sizes.ts';

const rehearse = exampleStage();
const SETTINGS = { severities: new Map(), lockTimeoutDefault: 2000 };
const BASE = `CREATE TABLE states (name text PRIMARY KEY, label text);
CREATE TABLE orders (id bigint PRIMARY KEY, state text, total integer);`;
const INDEX = 'CREATE INDEX states_label_idx ON states (label);';

const STATES: TableStatistics = tableOf('states', { rows: 12, bytes: 8192 });
const ORDERS: TableStatistics = tableOf('orders', { rows: 48_000_000, bytes: 12e9 });

async function reviewed(up: string, sizing: Sizing | null, more: Partial<RuleExample> = {}) {
  const rehearsal = await rehearse({ title: up, base: [BASE], head: [{ up }], ...more });
  const estimates = sizing === null ? undefined : estimatesOf(rehearsal, sizing);
  const findings = judge(rehearsal, SETTINGS, estimates === undefined ? {} : { estimates });
  const judged = { rehearsal, findings, ...(estimates === undefined ? {} : { estimates }) };
  const plan = buildPlan({ base: 'a', head: 'b', notices: [] }, [judged]);
  const verdict = decide(docketOf(plan), NO_DECISIONS);
  return { plan, verdict, findings, report: renderReport(plan, verdict, 0) };
}

function of(rule: string, findings: readonly Finding[]): Finding | undefined {
  return findings.find((finding) => finding.rule === rule);
}

const SIZES = sizingOf(statisticsOf([ORDERS, STATES]));

describe('a table that is known to be small is no alarm', () => {
  test('its index build is a note that says why, and the change goes', async () => {
    const { findings, verdict, report } = await reviewed(INDEX, SIZES);

    expect(of('index-build-blocks-writes', findings)).toMatchObject({
      severity: 'note',
      message: expect.stringMatching(
        /The time grows with the table[.] Still a note: `states` has 12 rows in 8[.]2 kB as of 2026-11-30[.]$/,
      ) as unknown,
    });
    expect(verdict.outcome).toBe('go');
    expect(verdict.reasons[0]?.text).toContain(
      'what keeps others out works on tables that are known to be small',
    );
    expect(report.summary).toContain('index build < 1 s at 12 rows');
  });

  test.each([
    ['a rewrite', 'table-rewrite-blocks', 'ALTER TABLE states ADD note text DEFAULT random();'],
    ['a constraint', 'constraint-validation-blocks', 'ALTER TABLE states ADD UNIQUE (label);'],
    ['row changes', 'unbatched-data-change', "UPDATE states SET label = 'x';"],
    [
      'a lock that is held over work',
      'lock-held-during-data-work',
      'ALTER TABLE states ADD note text;\nUPDATE states SET note = label;',
    ],
  ])('%s', async (_, rule, up) => {
    expect(of(rule, (await reviewed(up, null)).findings)?.severity).toBe('block');
    expect(of(rule, (await reviewed(up, SIZES)).findings)?.severity).toBe('note');
  });

  test('what does not grow with the table weighs as before', async () => {
    const up = 'ALTER TABLE states DROP COLUMN label;';
    const weights = async (sizing: Sizing | null): Promise<string[]> =>
      (await reviewed(up, sizing)).findings.map(({ rule, severity }) => `${rule} ${severity}`);

    expect(await weights(SIZES)).toEqual(await weights(null));
    expect((await weights(SIZES)).join()).toContain('block');
  });
});

describe('what is not known to be small', () => {
  test.each([
    ['by old statistics', { ...SIZES, fresh: false }],
    ['by those that lack the table', sizingOf(statisticsOf([ORDERS]))],
    ['with too many rows', sizingOf(statisticsOf([tableOf('states', { rows: 10_000, bytes: 8192 })]))],
    ['with few rows that are large', sizingOf(statisticsOf([tableOf('states', { rows: 12, bytes: 60e6 })]))],
  ])('%s blocks', async (_, sizing) => {
    const { findings, verdict } = await reviewed(INDEX, sizing);

    expect(of('index-build-blocks-writes', findings)?.severity).toBe('block');
    expect(verdict.outcome).toBe('no-go');
  });

  test('tells its time in the table and as evidence', async () => {
    const { plan, verdict, findings, report } = await reviewed('CREATE INDEX o ON orders (state);', SIZES);

    expect(of('index-build-blocks-writes', findings)?.evidence.at(-1)).toBe(
      'about 4 min on `orders`: 48,000,000 rows in 12 GB as of 2026-11-30',
    );
    expect(report.summary).toContain('index build ≈ 4 min at 12 GB');
    expect(renderText(plan, verdict, { color: false, width: 140 })).toContain('index build ≈ 4 min at 12 GB');
  });

  test('tells the query where its size is unknown', async () => {
    const { findings, report } = await reviewed(INDEX, sizingOf(statisticsOf([ORDERS])));

    expect(of('index-build-blocks-writes', findings)?.evidence.at(-1)).toBe(
      'unknown time on `states`: The statistics do not know it. Ask `SELECT size OF states`',
    );
    expect(report.summary).toContain('index build size unknown');
  });
});

test('nothing is told of sizes without statistics', async () => {
  const { plan, report, findings } = await reviewed(INDEX, null);

  expect(plan.projects[0]).not.toHaveProperty('estimates');
  expect(report.json).not.toMatch(/estimates|small/);
  expect(JSON.stringify(findings)).not.toMatch(/as of|unknown time/);
});

describe('statistics of something else', () => {
  const known = (
    tables: readonly TableStatistics[],
    dialect: 'postgres' | 'mysql' = 'postgres',
    fresh = true,
  ) => ({
    statistics: statisticsOf(tables, { dialect }),
    path: '.holdpoint/stats.json',
    fresh,
  });

  test('do not serve: another dialect, another database', async () => {
    const rehearsal = await rehearse({ title: 'x', base: [BASE], head: [{ up: INDEX }] });
    const texts = (each: ReturnType<typeof known>): string[] =>
      statisticsNotices(each, [rehearsal]).map(({ text }) => text);

    expect(serves(known([ORDERS, STATES]), rehearsal)).toBe(true);
    expect(texts(known([ORDERS, STATES]))).toEqual([]);
    expect(serves(known([ORDERS]), rehearsal)).toBe(true);
    expect(serves(known([tableOf('planets')]), rehearsal)).toBe(false);
    expect(texts(known([tableOf('planets')]))).toEqual([
      expect.stringMatching(
        /^`[.]holdpoint\/stats[.]json` lacks most tables of `\w+`, so that it is not used there[.]$/,
      ),
    ]);
    expect(serves(known([ORDERS, STATES], 'mysql'), rehearsal)).toBe(false);
    expect(texts(known([ORDERS, STATES], 'mysql'))).toEqual([
      expect.stringMatching(/is of a mysql database and says nothing of `\w+`[.]$/),
    ]);
    expect(texts(known([ORDERS, STATES], 'postgres', false))).toEqual([
      expect.stringContaining('was taken on 2026-11-30, which is not within the last 90 days'),
    ]);
  });
});
