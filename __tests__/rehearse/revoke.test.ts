import { describe, expect, it } from '@jest/globals';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import { judge } from '../../src/rules/judge.ts';
import { exampleStage } from '../rules/example-stage.ts';

const rehearseExample = exampleStage();

const USERS =
  "CREATE ROLE app; CREATE ROLE clerk; CREATE ROLE member IN ROLE clerk; CREATE TYPE mood AS ENUM ('glad'); CREATE TABLE users (id bigint PRIMARY KEY, email text); CREATE SEQUENCE numbers; CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$; CREATE VIEW view_of AS SELECT id FROM users; GRANT SELECT ON users TO clerk;";

async function rehearsed(base: string, up: string): Promise<Rehearsal> {
  const rehearsal = await rehearseExample({ title: up, base: [base], head: [{ up }] });
  expect(rehearsal.unknowns).toEqual([]);
  return rehearsal;
}

function told(rehearsal: Rehearsal): { phases: string[]; rules: string[]; broken: number } {
  const statements = rehearsal.migrations.flatMap((migration) => migration.statements);
  return {
    phases: statements.map(({ phase }) => phase),
    rules: judge(rehearsal, { severities: new Map(), lockTimeoutDefault: 5000 }).map(({ rule }) => rule),
    broken: statements.flatMap(({ broken }) => broken).length,
  };
}

describe('REVOKE of what nobody was granted', () => {
  it.each([
    'REVOKE ALL ON users FROM app;',
    'REVOKE SELECT, INSERT ON users FROM app;',
    'REVOKE ALL ON users FROM PUBLIC;',
    'REVOKE SELECT (email) ON users FROM app;',
    'REVOKE ALL ON SEQUENCE numbers FROM app;',
    'REVOKE ALL ON FUNCTION one() FROM app;',
    'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM app;',
    'REVOKE USAGE ON SCHEMA public FROM app;',
    'REVOKE ALL ON users FROM never_seen;',
    'REVOKE app FROM clerk;',
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC;',
    'REVOKE INSERT ON users FROM clerk;',
    'REVOKE ALL ON users FROM member;',
    'REVOKE GRANT OPTION FOR SELECT ON users FROM clerk;',
    'REVOKE ALL ON TYPE mood FROM app;',
    'REVOKE ALL ON users FROM app CASCADE;',
    'REVOKE ALL ON view_of FROM app;',
    'REVOKE SELECT (email) ON users FROM clerk;',
    'REVOKE DELETE ON users FROM clerk, app, PUBLIC;',
    'REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM clerk;',
    'REVOKE ALL ON view_of FROM clerk;',
    'REVOKE MAINTAIN ON users FROM clerk;',
    'DO $$ BEGIN REVOKE ALL ON users FROM app; END $$;',
    'ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM app;',
  ])('does nothing, breaks nothing and is no contract: %s', async (up) => {
    const rehearsal = await rehearsed(USERS, up);

    expect(told(rehearsal)).toEqual({ phases: ['neutral'], rules: [], broken: 0 });
    expect(rehearsal.rollback?.outcome).toBe('restored');
  });

  it('but of what was granted it is a break', async () => {
    const rehearsal = await rehearsed(
      `${USERS} GRANT SELECT ON users TO app;`,
      'REVOKE SELECT ON users FROM app;',
    );

    expect(told(rehearsal)).toMatchObject({ phases: ['contract'] });
  });
});
