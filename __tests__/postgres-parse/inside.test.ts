import { beforeAll, describe, expect, test } from '@jest/globals';
import { namedInside } from '../../src/model/inner-statement.ts';
import type { InnerStatement, Statement } from '../../src/model/statement.ts';
import { postgres } from '../../src/dialects/postgres/index.ts';

beforeAll(() => postgres.prepare());

/** The last statement of the text. */
function last(text: string): Statement {
  const statement = postgres.parse({ path: 'x.sql', text, defect: null }).statements.at(-1);
  if (statement === undefined) throw new Error('No statement was read.');
  return statement;
}

function inside(text: string): readonly InnerStatement[] {
  const statement = last(text);
  return statement.kind === 'readable' ? (statement.inner ?? []) : [];
}

const lines = (all: readonly InnerStatement[]): string[] =>
  all.map(({ line, summary }) => `${String(line)}: ${summary}`);

const BLOCK = `SELECT 1;

DO LANGUAGE plpgsql
$body$
DECLARE t text;
BEGIN
  IF EXISTS (SELECT 1) THEN
    ALTER TABLE users ADD COLUMN age int;
  END IF;
  FOR t IN SELECT 'x' LOOP
    EXECUTE format('DROP TABLE %I', t);
  END LOOP;
  PERFORM touch();
EXCEPTION WHEN others THEN
  DELETE FROM pets;
END
$body$;`;

describe('what stands in a block', () => {
  test('is listed with the lines of the file, branches, loops and handlers included', () => {
    expect(lines(inside(BLOCK))).toEqual([
      '8: ALTER TABLE users ADD COLUMN age int',
      "11: EXECUTE format('DROP TABLE %I', t)",
      '13: SELECT touch()',
      '15: DELETE FROM pets',
    ]);
  });

  test('carries its changes; a text that is put together carries none and says so', () => {
    const [alter, execute] = inside(BLOCK);

    expect(alter?.changes).toMatchObject([{ kind: 'add-column', object: 'users.age', relation: 'users' }]);
    expect(execute).toMatchObject({ changes: [], dynamic: true });
  });

  test.each([
    ['another language', 'CREATE LANGUAGE x; DO LANGUAGE x $$ print() $$;'],
    ['a body that cannot be read', 'DO $$ BEGIN ALTER TABLE; END $$;'],
    ['a statement that is no block', 'ALTER TABLE users ADD COLUMN age int;'],
  ])('is unknown for %s', (_, text) => {
    expect(inside(text)).toEqual([]);
  });

  test('is found by the object, its relation, or the owner of the object', () => {
    const found = (object: string): (number | null)[] =>
      namedInside(last(BLOCK), object).named.map(({ line }) => line);

    expect([found('users.age'), found('users'), found('users.users_age_check'), found('pets')]).toEqual([
      [8],
      [8],
      [8],
      [15],
    ]);
  });

  test('may be what is put together, where nothing names the object', () => {
    expect(namedInside(last(BLOCK), 'orders')).toMatchObject({ named: [], possible: [{ line: 11 }] });
  });
});
