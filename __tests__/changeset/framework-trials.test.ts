import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { RehearsedMigration } from '../../src/model/rehearsal.ts';
import { parseProject } from '../../src/rehearse/parsed-project.ts';
import { rehearse } from '../../src/rehearse/rehearse.ts';
import { TREES } from './framework-trees.ts';
import { onlyChange } from './only-change.ts';

const LIMITS = { extensions: [], deadline: 240_000, statementDeadline: 20_000, memory: 2 ** 30 };

let engine: Engine;
let empty: Mark;

beforeAll(async () => {
  await postgres.prepare();
  engine = await postgres.openEngine(LIMITS);
  empty = await engine.mark();
});

afterAll(() => engine.close());

const isRefused = (statement: RehearsedMigration['statements'][number]): boolean =>
  / cannot (?:be executed|run) /.test(statement.observation?.error?.message ?? '');

test.each(TREES)(
  '$title: every way back is taken and restores',
  async ({ files, migrations, refused = [] }) => {
    await engine.rewind(empty);
    const change = await onlyChange({}, files);
    const { migrations: rehearsed } = await rehearse(parseProject(change, postgres), postgres, engine, {
      step: () => undefined,
    });
    const versionsOf = (some: readonly RehearsedMigration[]): string[] =>
      some.map(({ change: { migration } }) => migration.version);
    const failed = rehearsed.flatMap(({ statements }) =>
      statements.filter(({ observation }) => observation?.error !== null),
    );
    expect(failed.filter((statement) => !isRefused(statement))).toEqual([]);
    expect(versionsOf(rehearsed.filter(({ statements }) => statements.some(isRefused)))).toEqual(refused);
    const downs = rehearsed.filter(({ down }) => down !== null);
    expect(versionsOf(downs)).toEqual(
      migrations.filter((line) => line.endsWith(', down')).map((line) => line.split(':')[0]),
    );
    expect(downs.map(({ down }) => down?.outcome)).toEqual(downs.map(() => 'restored'));
  },
);
