import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { readChanges } from '../../src/changeset/read-changes.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import type { Engine, Mark } from '../../src/model/engine.ts';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import { parseProject } from '../../src/rehearse/parsed-project.ts';
import { rehearse } from '../../src/rehearse/rehearse.ts';
import { repositoryOf, requestOf, type Files } from '../changeset/memory-repository.ts';

const LIMITS = { extensions: [], deadline: 240_000, statementDeadline: 20_000, memory: 2 ** 30 };

let engine: Engine;
let empty: Mark;

beforeAll(async () => {
  await postgres.prepare();
  engine = await postgres.openEngine(LIMITS);
  empty = await engine.mark();
});

afterAll(() => engine.close());

async function rehearsed(base: Files, head: Files, request = {}): Promise<Rehearsal> {
  await engine.rewind(empty);
  const { projects } = await readChanges(repositoryOf(base, { ...base, ...head }), requestOf(request));
  expect(projects).toHaveLength(1);
  const [change] = projects;
  if (change === undefined) throw new Error('Nothing to rehearse.');
  return rehearse(parseProject(change, postgres), postgres, engine, { step: () => undefined });
}

const NEW = { 'migrations/9_x.sql': 'CREATE TABLE x (id bigint PRIMARY KEY);' };

test.each(['per-migration', 'none'])(
  'roles that the base names are made up: transaction %s',
  async (mode) => {
    const base = {
      'migrations/1_a.sql': `-- holdpoint:transaction ${mode}\nCREATE TABLE a (id bigint);\nGRANT SELECT ON a TO app, "Read only";\nALTER TABLE a OWNER TO owner_of_a;`,
    };
    const { base: replay, shipped } = await rehearsed(base, NEW);
    expect(replay.failures).toEqual([]);
    expect([...(replay.standIns ?? [])].sort()).toEqual([
      'the role `Read only`',
      'the role `app`',
      'the role `owner_of_a`',
    ]);
    expect(shipped.get('table a')?.facts['owner']).toBe('owner_of_a');
  },
);

test('another failure beside a missing role stays a failure, and the rest goes on', async () => {
  const base = {
    'migrations/1_a.sql':
      'CREATE TABLE a (id bigint);\nGRANT SELECT ON a TO app;\nDROP TABLE missing;\nGRANT SELECT ON a TO other;',
  };
  const { base: replay } = await rehearsed(base, NEW);
  expect(replay.failures.map(({ line, error }) => [line, error.code])).toEqual([[3, '42P01']]);
  expect(replay.standIns).toEqual(['the role `app`', 'the role `other`']);
});

test('schemas, roles and variables from the configuration', async () => {
  const base = {
    'migrations/1_a.sql':
      'CREATE TABLE {{ .Namespace }}.a (id bigint);\nGRANT SELECT ON {{ .Namespace }}.a TO app;',
  };
  const head = { 'migrations/9_x.sql': 'ALTER TABLE {{ .Namespace }}.a ADD COLUMN note text;' };
  const presupposed = { schemas: ['auth'], roles: ['app'], extensions: [] };
  const seen = await rehearsed(base, head, { variables: { Namespace: 'auth' }, presupposed });
  expect(seen.base).toMatchObject({ failures: [], standIns: [] });
  const [statement] = seen.migrations[0]?.statements ?? [];
  expect(statement?.observation?.error).toBeNull();
  expect(statement?.statement.sql).toBe('ALTER TABLE {{ .Namespace }}.a ADD COLUMN note text');
  expect(statement?.after.has('column auth.a.note')).toBe(true);
  expect(seen.rollback?.outcome).toBe('restored');
});

test('a base without values for its variables says so once', async () => {
  const base = {
    'migrations/1_a.sql': 'SELECT 1;\nCREATE TABLE ${schema}.a ();\nCREATE TABLE ${schema}.b ();',
  };
  const { base: replay } = await rehearsed(base, NEW);
  expect(replay.failures.map(({ line, error }) => [line, error.message])).toEqual([
    [2, 'holds the template variable ${schema}, which has no value; set variables.schema in .holdpoint.yml'],
  ]);
});

test('an edited repeatable migration is run, after the new versions', async () => {
  const base = {
    'sql/V1__a.sql': 'CREATE TABLE a (id bigint);',
    'sql/R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT id FROM a;',
  };
  const head = {
    'sql/V2__b.sql': 'ALTER TABLE a ADD COLUMN note text;',
    'sql/R__v.sql': 'CREATE OR REPLACE VIEW v AS SELECT id, note FROM a;',
  };
  const seen = await rehearsed(base, head);
  expect(seen.notRun).toEqual([]);
  expect(seen.base.failures).toEqual([]);
  expect(seen.migrations.map(({ change }) => [change.status, change.migration.version])).toEqual([
    ['added', '2'],
    ['edited', 'R__v'],
  ]);
  const errors = seen.migrations.flatMap(({ statements }) =>
    statements.map(({ observation }) => observation?.error),
  );
  expect(errors).toEqual([null, null]);
});

describe('roles and tablespaces that only the change names', () => {
  const base = { 'migrations/1_a.sql': 'CREATE TABLE a (id bigint PRIMARY KEY);' };

  test('are taken for granted and told', async () => {
    const head = {
      'migrations/9_x.sql':
        'GRANT SELECT ON a TO reader;\nALTER TABLE a OWNER TO "Owner";\nCREATE POLICY p ON a TO tenant USING (true);\nCREATE TABLE b (id bigint PRIMARY KEY) TABLESPACE fast;\nSET ROLE tenant;',
    };
    const seen = await rehearsed(base, head);
    expect(seen.base.standIns).toEqual([
      'the role `Owner`',
      'the role `reader`',
      'the role `tenant`',
      'the tablespace `fast`',
    ]);
    expect(errorsOf(seen)).toEqual([null, null, null, null, null]);
    expect(seen.rollback?.outcome).toBe('restored');
  });

  test('but a role that the change makes later is missed', async () => {
    const head = { 'migrations/9_x.sql': 'GRANT SELECT ON a TO later;\nCREATE ROLE later;' };
    const seen = await rehearsed(base, head);
    expect(seen.base.standIns).toEqual([]);
    expect(errorsOf(seen)).toEqual(['role "later" does not exist', null]);
  });

  test('and one that it makes on a condition is not', async () => {
    const sql =
      "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'maybe') THEN CREATE ROLE maybe; END IF; END $$;\nGRANT SELECT ON a TO maybe;";
    const seen = await rehearsed(base, { 'migrations/9_x.sql': sql });
    expect([seen.base.standIns, errorsOf(seen)]).toEqual([[], [null, null]]);
  });

  test('tablespaces of the base are made up, too', async () => {
    const shipped = { 'migrations/1_a.sql': 'CREATE TABLE a (id bigint) TABLESPACE slow;' };
    const seen = await rehearsed(shipped, NEW);
    expect(seen.base).toMatchObject({ failures: [], standIns: ['the tablespace `slow`'] });
  });
});

function errorsOf({ migrations }: Rehearsal): (string | null)[] {
  return migrations.flatMap(({ statements }) =>
    statements.map(({ observation }) => observation?.error?.message ?? null),
  );
}
