import { describe, expect, it } from '@jest/globals';
import { exampleStage } from '../rules/example-stage.ts';

const rehearseExample = exampleStage();

const USERS = `CREATE TABLE users (id bigint PRIMARY KEY, email text, "Age" integer, notes json);`;
const PEOPLE = 'CREATE TABLE people (id bigint PRIMARY KEY, mail text);';
const COPY = `INSERT INTO people (id, mail) SELECT u.id, u.EMAIL FROM users u;`;

/** Queries for after a migration: how many of a kind were asked, and the answers of those that complain. */
async function asked(
  up: readonly string[],
  kind = /copies|computes/,
): Promise<{ count: number; failed: string[] }> {
  const rehearsal = await rehearseExample({ title: '', base: [USERS], head: [{ up: up.join('\n') }] });
  const queries = rehearsal.migrations.flatMap(({ validation }) => validation);
  const after = queries.filter(({ when, reason }) => when === 'after' && kind.test(reason));
  const failed = after.filter(({ outcome }) => outcome !== 'ok');
  return { count: after.length, failed: failed.map(({ title, answer }) => `${title}: ${answer ?? ''}`) };
}

describe('a query that compares with where the values came from', () => {
  it('is asked when that is there in the end', async () => {
    const { count, failed } = await asked([PEOPLE, COPY, 'ALTER TABLE users DROP COLUMN notes;']);

    expect(failed).toEqual([]);
    expect(count).toBeGreaterThan(4);
  });

  it.each([
    ['the table is dropped', PEOPLE, COPY, 'DROP TABLE users;'],
    ['the table is renamed', PEOPLE, COPY, 'ALTER TABLE users RENAME TO old_users;'],
    ['another table takes its name', PEOPLE, COPY, `DROP TABLE users;\n${USERS}`],
    ['a column that is read goes', PEOPLE, COPY, 'ALTER TABLE users DROP COLUMN email;'],
    [
      'a column of a whole row goes',
      'CREATE TABLE people (id bigint PRIMARY KEY, mail text, age integer, notes json);',
      'INSERT INTO people SELECT * FROM users;',
      'ALTER TABLE users DROP COLUMN notes;',
    ],
    ['the target is dropped', PEOPLE, COPY, 'DROP TABLE people;'],
    [
      'a computed value outlasts what it comes from',
      'ALTER TABLE users ADD COLUMN mail text;',
      'UPDATE users SET mail = lower(email);',
      'ALTER TABLE users DROP COLUMN email;',
    ],
    [
      'a computed value goes under another name',
      'ALTER TABLE users ADD COLUMN mail text;',
      'UPDATE users SET mail = lower(email);',
      'ALTER TABLE users RENAME COLUMN mail TO address;',
    ],
    [
      'what a condition reads goes',
      'ALTER TABLE users ADD COLUMN mail text;',
      'UPDATE users SET mail = lower(email) WHERE "Age" > 0;',
      'ALTER TABLE users DROP COLUMN "Age";',
    ],
  ])('is not asked when %s', async (_, ...up) => {
    expect(await asked(up)).toEqual({ count: 0, failed: [] });
  });

  it.each([
    ['a number becomes text', 'UPDATE users SET email = "Age";'],
    ['a document has no equality', `UPDATE users SET notes = to_json("Age");`],
  ])('compares as the column holds it: %s', async (_, up) => {
    expect(await asked([up])).toEqual({ count: 1, failed: [] });
  });
});

describe('a query for what is there when the migration is done', () => {
  it.each<[string, number, ...string[]]>([
    ['a table that is created', 1, PEOPLE],
    ['a table that is dropped', 1, 'DROP TABLE users;'],
    ['a table that is dropped and created anew', 1, 'DROP TABLE users;', USERS],
    ['a table that comes and goes', 1, PEOPLE, 'DROP TABLE people;'],
    [
      'a table that another takes the name of',
      1,
      PEOPLE,
      'DROP TABLE users;',
      'ALTER TABLE people RENAME TO users;',
    ],
    ['a column that is added', 1, 'ALTER TABLE users ADD COLUMN mail text;'],
    [
      'a column that comes and goes',
      0,
      'ALTER TABLE users ADD COLUMN mail text;',
      'ALTER TABLE users DROP mail;',
    ],
    [
      'a column that goes by another name in the end',
      1,
      'ALTER TABLE users ADD COLUMN mail text;',
      'ALTER TABLE users RENAME mail TO address;',
    ],
  ])('is asked of %s', async (_, count, ...up) => {
    expect(await asked(up, / is (?:created|dropped|added)$/)).toEqual({ count, failed: [] });
  });
});
