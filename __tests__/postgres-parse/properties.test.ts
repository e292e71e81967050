import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import { ALTER_TABLE } from './expected/alter-table.ts';
import { CREATE } from './expected/create.ts';
import { DROP_INDEX_DATA } from './expected/drop-index-data.ts';
import { RENAME } from './expected/rename.ts';
import { SESSION } from './expected/session.ts';
import { read, slice } from './read.ts';

beforeAll(prepareParser);

const KNOWN = [ALTER_TABLE, CREATE, DROP_INDEX_DATA, RENAME, SESSION].flat().map(([sql]) => sql);
const statement = fc.constantFrom(
  ...KNOWN,
  "SELECT 'é😀;'",
  'DO $x$ BEGIN; END $x$',
  'SELECT "a;b"',
  "SELECT E'\\';'",
);
const blank = fc.constantFrom(' ', '\n', '\r\n', '\t', "-- a; 'b\n", '/* c; /* $$ */ " */', ';', '/*é😀*/');
const gap = fc.array(blank, { maxLength: 4 }).map((parts) => parts.join(''));
/** Text that no grammar takes and that leaves no quote open. */
const garbage = fc.constantFrom(
  'SELECT (',
  'ALTER TABEL x',
  ')',
  '1 2 3',
  'CREATE',
  "'a' 'b'",
  'END END',
  '\\gexec\n',
  '%',
);

describe('for any text', () => {
  test('statements between blanks and comments are found, and their spans slice back', () => {
    fc.assert(
      fc.property(gap, fc.array(fc.tuple(statement, gap), { maxLength: 12 }), (before, pairs) => {
        const text = before + pairs.map(([sql, after]) => `${sql};${after}`).join('');
        const found = read(text);
        expect(found.map(({ sql }) => sql)).toEqual(pairs.map(([sql]) => sql));
        expect(found.map(({ span }) => slice(text, span))).toEqual(pairs.map(([sql]) => sql));
        expect(found.every(({ kind }) => kind === 'readable')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('what cannot be read hides nothing around it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(statement, garbage), { minLength: 1, maxLength: 8 }), (pairs) => {
        const text = pairs.map(([sql, bad]) => `${sql};\n${bad};\n`).join('');
        const readable = read(text).filter(({ kind }) => kind === 'readable');
        expect(readable.map(({ sql }) => sql)).toEqual(pairs.map(([sql]) => sql));
      }),
      { numRuns: 200 },
    );
  });

  test('lines and columns lead to the statement', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(gap, statement), { minLength: 1, maxLength: 6 }), (pairs) => {
        const text = pairs.map(([before, sql]) => `${before}${sql};`).join('');
        const lines = text.split('\n').map((line) => Array.from(line));
        for (const { span, sql } of read(text)) {
          const rest = (lines[span.line - 1] ?? []).slice(span.column - 1).join('');
          expect(rest.startsWith(sql.split('\n')[0] ?? '')).toBe(true);
          expect(span.endLine - span.line).toBe(sql.split('\n').length - 1);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('broken bytes never throw, and nothing but blanks and comments is left out', () => {
    const place = fc.nat();
    const edit = fc.record({ place, remove: fc.nat(4), insert: fc.string({ unit: 'binary', maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 5 }), fc.array(edit, { maxLength: 5 }), (sqls, edits) => {
        const text = edits.reduce(broken, `${sqls.join(';\n')};`);
        const found = read(text);
        let last = 0;
        for (const { span, sql } of found) {
          expect(slice(text, span)).toBe(Buffer.from(sql).toString());
          expect(span.start).toBeGreaterThanOrEqual(last);
          last = span.end;
        }
      }),
      { numRuns: 300 },
    );
  });
});

function broken(
  text: string,
  { place, remove, insert }: { place: number; remove: number; insert: string },
): string {
  const at = text === '' ? 0 : place % text.length;
  return text.slice(0, at) + insert + text.slice(at + remove);
}
