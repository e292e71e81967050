import { expect, it } from '@jest/globals';
import { judge } from '../../src/rules/judge.ts';
import { exampleStage } from '../rules/example-stage.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, age integer);';
const BUILD = `CREATE FUNCTION build() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1;
  CREATE INDEX users_age ON users (age);
END $$;`;

const rehearse = exampleStage();

/** What the findings of the rule say of the place, by title, base and change. */
async function evidenceOf(
  rule: string,
  base: readonly string[],
  up: string,
): Promise<(string | undefined)[]> {
  const rehearsal = await rehearse({ title: up, base, head: [{ up }] });
  expect(rehearsal.base.failures).toEqual([]);
  const found = judge(rehearsal, { severities: new Map(), lockTimeoutDefault: 5000 });
  return found.filter((finding) => finding.rule === rule).map(({ evidence }) => evidence.at(-1));
}

const INDEX = 'index-build-blocks-writes';
const ROWS = 'unbatched-data-change';

it.each<[title: string, rule: string, base: string[], up: string, evidence: string]>([
  [
    'a function of the base is named',
    INDEX,
    [USERS, BUILD],
    'SELECT build();',
    'inside `build()`: `CREATE INDEX users_age ON users (age)`',
  ],
  [
    'a function of the change is named with its line',
    INDEX,
    [USERS],
    `-- what to do\n${BUILD}\nSELECT build();`,
    '`migrations/0020_change.sql` line 5, inside `build()`: `CREATE INDEX users_age ON users (age)`',
  ],
  [
    'a function that is called by another, in a block',
    INDEX,
    [USERS, BUILD, "CREATE FUNCTION outer_one(n int) RETURNS void LANGUAGE sql AS 'SELECT build()';"],
    'DO $$ BEGIN PERFORM outer_one(1); END $$;',
    'inside `build()`: `CREATE INDEX users_age ON users (age)`',
  ],
  [
    'a procedure in SQL, its body in quotes',
    ROWS,
    [USERS],
    "CREATE PROCEDURE fill() LANGUAGE sql AS '\n  SELECT 1;\n  UPDATE users SET age = 1;\n';\nCALL fill();",
    '`migrations/0020_change.sql` line 3, inside `fill()`: `UPDATE users SET age = 1`',
  ],
  [
    'a body that the server puts into its own words',
    ROWS,
    [USERS],
    'CREATE PROCEDURE fill() LANGUAGE sql BEGIN ATOMIC UPDATE users SET age = 1; END;\nCALL fill();',
    'inside `fill()`: `UPDATE public.users SET age = 1`',
  ],
  [
    'a function that a trigger runs',
    ROWS,
    [
      `${USERS}\nCREATE TABLE notes (id bigint PRIMARY KEY);
CREATE FUNCTION age_all() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN UPDATE users SET age = 2; RETURN NEW; END';
CREATE TRIGGER noted AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION age_all();`,
    ],
    'INSERT INTO notes VALUES (900);',
    'inside `age_all()`: `UPDATE users SET age = 2`',
  ],
  [
    'a function that puts its statement together',
    INDEX,
    [
      USERS,
      `CREATE FUNCTION build(t text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'CREATE INDEX users_age ON ' || t || ' (age)'; END $$;`,
    ],
    "SELECT build('users');",
    '`build(text)` puts statements together when it runs, so that none can be named',
  ],
])('%s', async (...[, rule, base, up, evidence]) => {
  expect(await evidenceOf(rule, base, up)).toEqual([evidence]);
});
