import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import { judge } from '../../src/rules/judge.ts';
import { withExampleStage } from '../rules/rehearse-example.ts';

let rehearseExample: (example: RuleExample) => Promise<Rehearsal>;
let leave: () => void;
let closed: Promise<void>;

beforeAll(async () => {
  await new Promise<void>((resolve, reject) => {
    closed = withExampleStage(async (rehearse) => {
      rehearseExample = rehearse;
      const over = new Promise<void>((done) => (leave = done));
      resolve();
      await over;
    });
    closed.catch(reject);
  });
});

afterAll(async () => {
  leave();
  await closed;
});

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, note text);';

async function allPending(...ups: readonly (string | { up: string; down: string })[]): Promise<Rehearsal> {
  const head = ups.map((each) => ({
    ...(typeof each === 'string' ? { up: each } : each),
    transaction: 'all-pending' as const,
  }));
  return rehearseExample({ title: 'together', base: [USERS], head });
}

function found(rehearsal: Rehearsal, rule: string): { line: number; message: string; told: string }[] {
  return judge(rehearsal, { severities: new Map(), lockTimeoutDefault: null })
    .filter((finding) => finding.rule === rule)
    .map(({ line, message, evidence, remedy }) => ({
      line,
      message,
      told: [...evidence, remedy?.text ?? ''].join('\n'),
    }));
}

describe('migrations that share one transaction', () => {
  test('hold the locks of the first one until the last one is done, and both are named', async () => {
    const rehearsal = await allPending(
      "ALTER TABLE users ADD COLUMN mail text;\nCOMMENT ON TABLE users IS 'x';",
      '\nUPDATE users SET mail = lower(email);',
    );
    const [first, second] = rehearsal.migrations;

    expect(rehearsal.migrations.map(({ transaction }) => transaction)).toEqual([
      'all-pending',
      'all-pending',
    ]);
    expect(second?.statements[0]?.held).toMatchObject([{ relation: 'users', takenBy: 0, takenIn: 0 }]);
    expect([first?.statements[0]?.blocking, second?.statements[0]?.blocking]).toEqual([true, true]);
    const [held] = found(rehearsal, 'lock-held-during-data-work');
    expect(held?.told).toMatch(/since line 1 of `0020_change\.sql`/);
    expect(held?.told).toMatch(/a deployment of its own/);
  });

  test('use a new enum value too early', async () => {
    const rehearsal = await rehearseExample({
      title: 'enum',
      base: ["CREATE TYPE mood AS ENUM ('ok');\nCREATE TABLE days (id bigint PRIMARY KEY, mood mood);"],
      head: [
        { up: "ALTER TYPE mood ADD VALUE 'good';", transaction: 'all-pending' },
        { up: "ALTER TABLE days ALTER mood SET DEFAULT 'good';", transaction: 'all-pending' },
      ],
    });

    expect(rehearsal.migrations[1]?.statements[0]?.observation?.error?.code).toBe('55P04');
  });

  test('refuse what runs only without a transaction', async () => {
    const rehearsal = await allPending(
      'ALTER TABLE users ADD COLUMN mail text;',
      'CREATE INDEX CONCURRENTLY i ON users (mail);',
    );

    expect(found(rehearsal, 'statement-refuses-transaction')).toHaveLength(1);
  });

  test('are not seen half-way from outside: what one drops and the next one brings back breaks nothing', async () => {
    const rehearsal = await rehearseExample({
      title: 'view',
      base: [`${USERS}\nCREATE VIEW mails AS SELECT id, email FROM users;`],
      head: [
        { up: 'DROP VIEW mails;', transaction: 'all-pending' },
        { up: 'CREATE VIEW mails AS SELECT id, email FROM users WHERE id > 0;', transaction: 'all-pending' },
      ],
    });

    expect(rehearsal.migrations[0]?.statements[0]?.backwardCompatible).toBe(true);
    expect(found(rehearsal, 'drop-in-use')).toEqual([]);
  });

  test('keep their session: a lock timeout of the first counts in the second', async () => {
    const rehearsal = await allPending("SET LOCAL lock_timeout = '2s';", 'ALTER TABLE users ADD mail text;');

    expect(rehearsal.migrations[1]?.statements[0]?.lockTimeout).toBe(2000);
  });

  test('have each their way back, from where they start, and one together', async () => {
    const rehearsal = await allPending(
      { up: 'ALTER TABLE users ADD COLUMN mail text;', down: 'ALTER TABLE users DROP COLUMN mail;' },
      { up: 'CREATE INDEX users_mail ON users (mail);', down: 'DROP INDEX users_mail;' },
    );

    expect(rehearsal.migrations.map(({ rollback, down }) => [rollback.outcome, down?.outcome])).toEqual([
      ['restored', 'restored'],
      ['restored', 'restored'],
    ]);
    expect(rehearsal.rollback?.outcome).toBe('restored');
    expect(rehearsal.unknowns).toEqual([]);
  });
});
