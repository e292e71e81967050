import { beforeAll, describe, expect, test } from '@jest/globals';
import { prepareParser } from '../../src/dialects/postgres/parse/parse.ts';
import { briefChange } from './brief-change.ts';
import { ALTER_TABLE } from './expected/alter-table.ts';
import { CREATE } from './expected/create.ts';
import { DROP_INDEX_DATA } from './expected/drop-index-data.ts';
import { RENAME } from './expected/rename.ts';
import { SESSION } from './expected/session.ts';
import { readOne } from './read.ts';

beforeAll(prepareParser);

describe.each([
  ['ALTER TABLE and its like', ALTER_TABLE],
  ['names, schemas, owners', RENAME],
  ['CREATE', CREATE],
  ['DROP, indexes, rows', DROP_INDEX_DATA],
  ['sessions, maintenance, privileges', SESSION],
])('changes of %s', (_family, expected) => {
  test.each(expected)('%s', (sql, changes) => {
    expect(readOne(sql).changes.map(briefChange).join(' | ')).toBe(changes);
  });
});
