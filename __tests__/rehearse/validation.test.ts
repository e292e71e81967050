import { describe, expect, it } from '@jest/globals';
import { exampleStage } from '../rules/example-stage.ts';

const rehearseExample = exampleStage();

const USERS = `CREATE TABLE users (id bigint PRIMARY KEY, email text, "Age" integer, notes json);`;
const PEOPLE = 'CREATE TABLE people (id bigint PRIMARY KEY, mail text);';
const COPY = `INSERT INTO people (id, mail) SELECT u.id, u.EMAIL FROM users u;`;

/** Queries for after a migration: how many were asked, and the answers of those that could not be run. */
async function asked(...up: readonly string[]): Promise<{ count: number; failed: string[] }> {
  const rehearsal = await rehearseExample({ title: '', base: [USERS], head: [{ up: up.join('\n') }] });
  const queries = rehearsal.migrations.flatMap(({ validation }) => validation);
  const after = queries.filter(({ when, reason }) => when === 'after' && /copies|computes/.test(reason));
  const failed = after.filter(({ outcome }) => outcome !== 'ok');
  return { count: after.length, failed: failed.map(({ title, answer }) => `${title}: ${answer ?? ''}`) };
}

describe('a query that compares with where the values came from', () => {
  it('is asked when that is there in the end', async () => {
    const { count, failed } = await asked(PEOPLE, COPY, 'ALTER TABLE users DROP COLUMN notes;');

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
    expect(await asked(...up)).toEqual({ count: 0, failed: [] });
  });

  it.each([
    ['a number becomes text', 'UPDATE users SET email = "Age";'],
    ['a document has no equality', `UPDATE users SET notes = to_json("Age");`],
  ])('compares as the column holds it: %s', async (_, up) => {
    expect(await asked(up)).toEqual({ count: 1, failed: [] });
  });
});
