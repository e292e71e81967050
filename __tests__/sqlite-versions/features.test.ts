import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FEATURES } from '../../src/dialects/sqlite/versions/features.ts';
import { SYNTAX } from '../../src/dialects/sqlite/versions/syntax.ts';
import type { Engine } from '../../src/model/engine.ts';
import { openEngine } from '../sqlite-engine/open-engine.ts';
import { readGood } from '../sqlite-parse/read.ts';
import { OLD, SAMPLES, SCHEMA } from './samples.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await openEngine();
  expect(await engine.run(SCHEMA)).toMatchObject({ ok: true });
});

afterAll(() => engine.close());

const FUNCTIONS = FEATURES.flatMap(({ id, builtIn }) =>
  builtIn === undefined ? [] : [[builtIn, id] as const],
);

/** Runs a statement and takes it back. */
async function errorOf(sql: string): Promise<string | null> {
  await engine.run('BEGIN');
  const outcome = await engine.run(sql);
  await engine.run('ROLLBACK');
  return outcome.ok ? null : outcome.error.message;
}

function idsIn(sql: string): string[] {
  return (readGood(sql).features ?? []).map(({ id }) => id);
}

describe.each(Object.entries(SAMPLES))('%s', (id, samples) => {
  test.each(samples)('is noted in %s', (sql) => {
    expect(idsIn(sql)).toContain(id);
  });
});

// The copy would be a file, which the engine does not have.
const RUNNING = Object.values(SAMPLES)
  .flat()
  .filter((sql) => !sql.startsWith('VACUUM'));

test.each(RUNNING)('the engine has it: %s', async (sql) => {
  expect(await errorOf(sql)).toBeNull();
});

test('every feature of the grammar has samples', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(Object.keys(SYNTAX).sort());
});

test.each(FUNCTIONS)('the function %s is there and noted', async (name, id) => {
  const known = await engine.run(
    `SELECT count(*) AS known FROM (SELECT name FROM pragma_function_list UNION ALL SELECT name FROM pragma_module_list) WHERE name = '${name}'`,
  );

  expect(idsIn(`SELECT ${name}(1)`)).toEqual([id]);
  expect(known.ok && Number(known.rows[0]?.['known'])).toBeGreaterThan(0);
});

test.each(FEATURES.map((feature) => [feature.id, feature] as const))(
  '%s says since when, where that stands and what to do instead',
  (_, feature) => {
    expect(feature.since).toBeGreaterThan(23);
    expect(feature.since).toBeLessThan(54);
    expect(feature.link).toBe(`https://www.sqlite.org/releaselog/3_${feature.since}_0.html`);
    expect(feature.name).toMatch(/^[A-Z`]/);
    expect(feature.instead).toMatch(/^[A-Z].*\.$/);
  },
);

test.each(OLD)('old enough: %s', async (sql) => {
  expect(idsIn(sql)).toEqual([]);
  if (sql !== 'VACUUM') expect(await errorOf(sql)).toBeNull();
});
