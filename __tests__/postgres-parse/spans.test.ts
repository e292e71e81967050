import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseSource, prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import { read, slice } from './read.ts';

beforeAll(prepareParser);

/** Text, then `line:column-endLine sql` per statement. */
const SPANS: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
  ['nothing', '', []],
  ['blanks', ' \t\r\n\f\v ', []],
  ['comments only', '-- a\n/* b /* c */ ; */\n;;', []],
  ['byte order mark alone', '\uFEFF', []],
  ['one statement', 'SELECT 1', ['1:1-1 SELECT 1']],
  ['the semicolon is not part of it', '  SELECT 1 ;\n', ['1:3-1 SELECT 1']],
  ['byte order mark', '\uFEFFSELECT 1;', ['1:1-1 SELECT 1']],
  ['CRLF', 'SELECT 1;\r\nSELECT\r\n 2;\r\n', ['1:1-1 SELECT 1', '2:1-3 SELECT\r\n 2']],
  ['no line break between', 'SELECT 1;SELECT 2', ['1:1-1 SELECT 1', '1:10-1 SELECT 2']],
  ['comment before', '-- why;\nSELECT 1', ['2:1-2 SELECT 1']],
  ['comment after', 'SELECT 1 -- why;\n;', ['1:1-1 SELECT 1']],
  ['comment within', 'SELECT /* ; */ 1;', ['1:1-1 SELECT /* ; */ 1']],
  ['nested comment', '/* a /* b; */ c; */ SELECT 1', ['1:21-1 SELECT 1']],
  ['two characters outside ASCII', "SELECT 'é€';SELECT 2", ["1:1-1 SELECT 'é€'", '1:13-1 SELECT 2']],
  ['astral characters count once', "SELECT '😀';SELECT 2", ["1:1-1 SELECT '😀'", '1:12-1 SELECT 2']],
  ['names outside ASCII', 'SELECT ñandú;SELECT 2', ['1:1-1 SELECT ñandú', '1:14-1 SELECT 2']],
  ['doubled quote', "SELECT 'a;''b;';SELECT 2", ["1:1-1 SELECT 'a;''b;'", '1:17-1 SELECT 2']],
  ['quoted name', 'SELECT "a;""b";SELECT 2', ['1:1-1 SELECT "a;""b"', '1:16-1 SELECT 2']],
  ['escape string', "SELECT E'a\\';b';SELECT 2", ["1:1-1 SELECT E'a\\';b'", '1:17-1 SELECT 2']],
  ['a backslash is no escape', "SELECT 'a\\';SELECT 2", ["1:1-1 SELECT 'a\\'", '1:13-1 SELECT 2']],
  [
    'escape string that goes on',
    "SELECT E'a'\n'\\';';SELECT 2",
    ["1:1-2 SELECT E'a'\n'\\';'", '2:7-2 SELECT 2'],
  ],
  [
    'U& string and name',
    `SELECT U&'\\0041;' AS U&"a;";SELECT 2`,
    [`1:1-1 SELECT U&'\\0041;' AS U&"a;"`, '1:29-1 SELECT 2'],
  ],
  ['dollar quotes', 'SELECT $$a;$b$;$$;SELECT 2', ['1:1-1 SELECT $$a;$b$;$$', '1:19-1 SELECT 2']],
  ['tagged dollar quotes', 'SELECT $é$a;$$;$é$;SELECT 2', ['1:1-1 SELECT $é$a;$$;$é$', '1:20-1 SELECT 2']],
  ['a dollar in a name', 'SELECT a$b$c;SELECT 2', ['1:1-1 SELECT a$b$c', '1:14-1 SELECT 2']],
  ['a parameter', 'SELECT $1;SELECT 2', ['1:1-1 SELECT $1', '1:11-1 SELECT 2']],
  [
    'rule with two actions',
    'CREATE RULE r AS ON INSERT TO a DO (DELETE FROM b; DELETE FROM c);SELECT 2',
    ['1:1-1 CREATE RULE r AS ON INSERT TO a DO (DELETE FROM b; DELETE FROM c)', '1:67-1 SELECT 2'],
  ],
  [
    'function body in SQL',
    'CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;SELECT 2',
    [
      '1:1-1 CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END',
      '1:105-1 SELECT 2',
    ],
  ],
  ['a transaction is no body', 'BEGIN;\nCOMMIT;\nEND', ['1:1-1 BEGIN', '2:1-2 COMMIT', '3:1-3 END']],
];

describe('spans', () => {
  test.each(SPANS)('%s', (_title, text, expected) => {
    const statements = read(text);
    const told = statements.map(({ span, sql }) => `${span.line}:${span.column}-${span.endLine} ${sql}`);
    expect(told).toEqual(expected);
    expect(statements.map(({ span }) => slice(text, span))).toEqual(statements.map(({ sql }) => sql));
    expect(statements.map(({ kind }) => kind)).toEqual(expected.map(() => 'readable'));
  });

  test('stay exact far into a file and past every kind of character', () => {
    const line = "SELECT 'é€😀', 1; -- ü\r\n";
    const text = `\uFEFF${line.repeat(500)}`;
    const statements = read(text);
    expect(statements).toHaveLength(500);
    expect(statements.every((statement) => slice(text, statement.span) === "SELECT 'é€😀', 1")).toBe(true);
    expect(statements[499]?.span).toMatchObject({ line: 500, column: 1, endLine: 500 });
  });
});

/** Text, then `sql ⇒ reason at line:column` for what cannot be read, or only the SQL. */
const UNREADABLE: readonly (readonly [title: string, text: string, expected: readonly string[]])[] = [
  [
    'one statement leaves the others readable',
    'SELECT 1;\nALTER TABEL a;\nSELECT 2;',
    ['SELECT 1', 'ALTER TABEL a ⇒ syntax error at or near "TABEL" at 2:7', 'SELECT 2'],
  ],
  [
    'the end is missing',
    'SELECT 1;\nSELECT (;',
    ['SELECT 1', 'SELECT ( ⇒ syntax error at end of input at 2:9'],
  ],
  [
    'an open parenthesis ends at the semicolon',
    'SELECT (1;SELECT 2',
    ['SELECT (1 ⇒ syntax error at end of input at 1:10', 'SELECT 2'],
  ],
  [
    'a rule that is never closed',
    'CREATE RULE r AS ON INSERT TO a DO (DELETE FROM b;\nSELECT 1;\nSELECT 2',
    [
      'CREATE RULE r AS ON INSERT TO a DO (DELETE FROM b ⇒ syntax error at end of input at 1:50',
      'SELECT 1',
      'SELECT 2',
    ],
  ],
  [
    'a client command',
    '\\connect shop\nSELECT 1;\n\\i other.sql  \r\nSELECT 2;',
    [
      '\\connect shop ⇒ a command of the psql client, which the server does not know at 1:1',
      'SELECT 1',
      '\\i other.sql ⇒ a command of the psql client, which the server does not know at 3:1',
      'SELECT 2',
    ],
  ],
  [
    'rows from the client',
    "COPY a (b) FROM stdin;\n1\tit's\n2\t;\n\\.\nSELECT 1;",
    [
      "COPY a (b) FROM stdin;\n1\tit's\n2\t;\n\\. ⇒ COPY … FROM stdin takes its rows from the client, which a migration cannot send at 1:1",
      'SELECT 1',
    ],
  ],
  [
    'rows from the client that do not follow',
    'COPY a FROM STDIN WITH CSV;\nSELECT 1;',
    [
      'COPY a FROM STDIN WITH CSV ⇒ COPY … FROM stdin takes its rows from the client, which a migration cannot send at 1:1',
      'SELECT 1',
    ],
  ],
  [
    'an open string',
    "SELECT 1;\nSELECT 'a;\nSELECT 2",
    ['SELECT 1', 'SELECT \'a;\nSELECT 2 ⇒ unterminated quoted string at or near "\'a;\nSELECT 2" at 2:8'],
  ],
  ['an open comment', '/* a', ['/* a ⇒ unterminated /* comment at or near "/* a" at 1:1']],
];

describe('what cannot be read', () => {
  test.each(UNREADABLE)('%s', (_title, text, expected) => {
    const told = read(text).map((statement) =>
      statement.kind === 'readable'
        ? statement.sql
        : `${statement.sql} ⇒ ${statement.reason} at ${statement.at.line}:${statement.at.column}`,
    );
    expect(told).toEqual(expected);
  });

  test('the place is counted in characters', () => {
    const [statement] = read("SELECT '😀é',,1");
    expect(statement).toMatchObject({ kind: 'unreadable', at: { start: 16, end: 17, line: 1, column: 13 } });
  });

  test('a source with a defect is one unreadable statement', () => {
    const defect = { reason: 'invalid UTF-8', offset: 9, line: 2 };
    const { statements } = parseSource({ path: 'a.sql', text: 'SELECT 1;\n\uFFFD', defect });
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject({
      kind: 'unreadable',
      reason: 'invalid UTF-8',
      at: { start: 9, line: 2 },
    });
  });

  test('a NUL character is no end of the text', () => {
    expect(read('SELECT 1\0, 2; SELECT 2').map(({ kind }) => kind)).toEqual(['unreadable', 'readable']);
  });
});
