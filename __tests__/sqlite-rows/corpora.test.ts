import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../src/model/engine.ts';
import { openEngine } from '../sqlite-engine/open-engine.ts';
import { AskedProbes, must, plant, statementsOf } from './laboratory.ts';

/** Folders of SQLite migrations, separated by colons: `SQLITE_CORPORA=/a/sqlite:/b npm test -- sqlite-rows/corpora`. */
const FOLDERS = (process.env['SQLITE_CORPORA'] ?? '').split(':').filter((folder) => folder !== '');
const CASES = FOLDERS.flatMap((folder) => [[folder, false] as const, [folder, true] as const]);

/** Nothing to do is no failure: the migrations of others are not part of the repository. */
const describeEach =
  CASES.length === 0 ? describe.skip.each([['no folder', false] as const]) : describe.each(CASES);

describeEach('%s, foreign keys on: %s', (folder, foreignKeys) => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await openEngine({ foreignKeys, functions: ['BIN2B64'] });
    for (const file of filesIn(folder)) {
      for (const { sql } of statementsOf(upward(readFileSync(file, 'utf8')))) await engine.run(sql);
    }
    await plant(engine);
  });
  afterAll(() => engine.close());

  test('every table holds a row', async () => {
    const digests = [...(await engine.digests())];
    const empty = digests.filter(([, { rows }]) => rows === 0).map(([name]) => name);
    console.info(`${folder}: ${digests.length - empty.length} of ${digests.length} tables are filled`);
    expect(empty).toEqual([]);
  });

  test('queries in the old shape work', async () => {
    await must(engine, 'BEGIN');
    const asked = await AskedProbes.open(engine);
    // A table that takes one row only takes no other.
    expect(asked.failing.filter((line) => !line.includes('UNIQUE constraint failed'))).toEqual([]);
    expect(await asked.broken()).toEqual([]);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sql') && !name.endsWith('.down.sql'))
    .sort()
    .map((name) => join(folder, name));
}

/** Without the way back of a file that has both. */
function upward(text: string): string {
  const [up = ''] = text.split('-- +goose Down');
  return up;
}
