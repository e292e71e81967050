import { describe, expect, test } from '@jest/globals';
import { parseRequirement } from '../../src/brief/requirement/parse-requirement.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';
import { Problem } from '../../src/model/problem.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import { withExampleStage } from '../rules/rehearse-example.ts';

function caught(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return `${error.facts.title} ${error.facts.hint}`;
    throw error;
  }
  throw new Error('Nothing was wrong with it.');
}

describe('a requirement', () => {
  test.each([
    [
      'rename users.email to users.email_address',
      { kind: 'rename-column', table: 'users', column: 'email', to: 'email_address' },
    ],
    [
      'RENAME users.email TO email_address',
      { kind: 'rename-column', table: 'users', column: 'email', to: 'email_address' },
    ],
    ['rename table users to accounts', { kind: 'rename-table', table: 'users', to: 'accounts' }],
    [
      'change type of orders.total to numeric(12,2)',
      { kind: 'change-type', table: 'orders', column: 'total', type: 'numeric(12,2)' },
    ],
    ['drop users.legacy_flag', { kind: 'drop-column', table: 'users', column: 'legacy_flag' }],
    ['drop table sales.sessions', { kind: 'drop-table', table: 'sales.sessions' }],
    ['make users.email not null', { kind: 'set-not-null', table: 'users', column: 'email' }],
    ['add "User".phone text', { kind: 'add-column', table: 'User', column: 'phone', type: 'text' }],
    [
      'split table users into users (id, email) and profiles (id, bio, avatar)',
      {
        kind: 'split-table',
        table: 'users',
        into: [
          { table: 'users', columns: ['id', 'email'] },
          { table: 'profiles', columns: ['id', 'bio', 'avatar'] },
        ],
      },
    ],
    ['merge table profiles into users', { kind: 'merge-table', table: 'profiles', into: 'users' }],
  ])('%s', (line, requirement) => {
    expect(parseRequirement(line)).toEqual(requirement);
  });

  test.each([
    [
      'renam users.email to x',
      'does not begin with "renam". Write: rename TABLE.COLUMN to COLUMN, or rename table TABLE to TABLE.',
    ],
    ['', 'The requirement is empty.'],
    ['rename users.email into x', '`into` stands at character 20 where `to` has to stand'],
    [
      'rename email to x',
      '`email` stands at character 8 where a column with its table, such as `users.email` has to stand',
    ],
    ['rename users.email to orders.x', 'a column of users'],
    [
      'change type of orders.total to numeric; drop table users',
      '`;` stands at character 39 where a type has to stand',
    ],
    ['drop table users now', '`now` stands at character 18 where nothing more has to stand'],
    ['make users.email', 'The line ends where `not` has to stand'],
    ['split table users into users (id)', 'The line ends where `and` has to stand'],
  ])('%j is refused at its word', (line, told) => {
    expect(caught(() => parseRequirement(line))).toContain(told);
  });
});

describe('its SQL', () => {
  const SCHEMA = `
    CREATE TABLE users (id bigint PRIMARY KEY, email text, "Nick Name" text, bio text NOT NULL DEFAULT '', score int);
    CREATE TABLE profiles (user_id bigint PRIMARY KEY, avatar text);
    CREATE TABLE logs (line text);`;
  const WANTED = [
    'rename users.email to email_address',
    'rename users."Nick Name" to nick',
    'rename table users to accounts',
    'change type of users.score to bigint',
    'drop users.bio',
    'drop table logs',
    'make users.email not null',
    'add users.phone varchar(20)',
    'split table users into users (id, email, score) and details (id, "Nick Name", bio)',
    'merge table profiles into users',
  ];

  test('runs, for every form, and names what is not there', async () => {
    await withExampleStage(async (rehearse) => {
      const shippedWith = async (up: string): Promise<Awaited<ReturnType<typeof rehearse>>> => {
        const example: RuleExample = { title: up, base: [SCHEMA], head: [{ up }] };
        return rehearse(example);
      };
      const { shipped } = await shippedWith('SELECT 1;');
      const sqlOf = (line: string): readonly string[] =>
        postgres.requirement?.(parseRequirement(line), shipped) ?? [];
      for (const line of WANTED) {
        const { migrations } = await shippedWith(
          sqlOf(line)
            .map((sql) => `${sql};`)
            .join('\n'),
        );
        const errors = migrations.flatMap(({ statements }) =>
          statements.map(({ observation }) => observation?.error ?? null),
        );
        expect([line, errors.length > 0, errors.filter((error) => error !== null)]).toEqual([line, true, []]);
      }
      expect(caught(() => sqlOf('drop usres.bio'))).toContain(
        'There is no table `usres` in the shipped schema. Did you mean users?',
      );
      expect(caught(() => sqlOf('drop users.boi'))).toContain(
        '`users` has no column `boi`. Did you mean bio?',
      );
      expect(caught(() => sqlOf('rename users.email to bio'))).toContain('`users.bio` is there already.');
      expect(caught(() => sqlOf('split table users into users (id, email) and details (id, bio)'))).toContain(
        'No part has `users."Nick Name"` and `users.score`.',
      );
      expect(caught(() => sqlOf('split table logs into logs (line) and more (line)'))).toContain(
        'has no primary key',
      );
    });
  });
});
