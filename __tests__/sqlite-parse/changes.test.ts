import { beforeAll, describe, expect, test } from '@jest/globals';
import { briefChange } from '../postgres-parse/brief-change.ts';
import { openCompiler } from './engine.ts';
import type { Compiler } from './engine.ts';
import { ALTER_AND_DROP } from './expected/alter-and-drop.ts';
import { CREATE } from './expected/create.ts';
import { ROWS } from './expected/rows.ts';
import { SESSION } from './expected/session.ts';
import { readGood } from './read.ts';

let sqlite: Compiler;

beforeAll(async () => {
  sqlite = await openCompiler();
});

describe.each([
  ['CREATE', CREATE],
  ['ALTER TABLE and DROP', ALTER_AND_DROP],
  ['rows and queries', ROWS],
  ['transactions, settings, maintenance', SESSION],
])('changes of %s', (_family, expected) => {
  test.each(expected)('%s', (sql, changes) => {
    expect(sqlite.compile(sql).kind).not.toBe('syntax');
    expect(readGood(sql).changes.map(briefChange).join(' | ')).toBe(changes);
  });
});
