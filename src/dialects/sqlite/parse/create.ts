import type { Change } from '../../../model/change.ts';
import { readIfNotExists, readsPart } from './change-parts.ts';
import { createdName, readCreateTable } from './create-table.ts';
import { readBareColumnNames, readSortList } from './lists.ts';
import { displayName } from './names.ts';
import { readWhere } from './query.ts';
import type { Reader } from './reader.ts';
import type { StatementFacts } from './statement-facts.ts';
import { readTrigger } from './trigger.ts';
import { readModuleArguments } from './virtual-table.ts';

/** What stands behind `CREATE`. */
export function readCreate(reader: Reader): StatementFacts {
  if (reader.accept('VIRTUAL')) return { changes: [readVirtualTable(reader)] };
  if (reader.isAt('UNIQUE', 'INDEX')) return { changes: [readIndex(reader)] };
  const isTemporary = reader.accept('TEMP', 'TEMPORARY');
  const created = reader.expectOne('TABLE', 'VIEW', 'TRIGGER');
  if (created === 'TRIGGER') return readTrigger(reader, isTemporary);
  const read = created === 'TABLE' ? readCreateTable : readView;
  return { changes: [read(reader, isTemporary)] };
}

function readView(reader: Reader, isTemporary: boolean): Change {
  const ifNotExists = readIfNotExists(reader);
  const object = displayName(createdName(reader, isTemporary));
  readBareColumnNames(reader);
  reader.expect('AS');
  reader.query();
  return { kind: 'create-view', object, relation: object, ...ifNotExists, ...readsPart(reader, 0) };
}

/** An index is in the schema of its table; the schema is written with the index. */
function readIndex(reader: Reader): Change {
  const unique = reader.accept('UNIQUE');
  reader.expect('INDEX');
  const ifNotExists = readIfNotExists(reader);
  const name = reader.qualifiedName();
  reader.expect('ON');
  const relation = displayName({ schema: name.schema, name: reader.name() });
  reader.inParentheses(() => {
    readSortList(reader);
  });
  readWhere(reader);
  const index = displayName(name);
  return {
    kind: 'create-index',
    object: index,
    relation,
    index,
    unique,
    concurrently: false,
    ...ifNotExists,
  };
}

function readVirtualTable(reader: Reader): Change {
  reader.expect('TABLE');
  const ifNotExists = readIfNotExists(reader);
  const object = displayName(reader.qualifiedName());
  reader.expect('USING');
  reader.name();
  if (reader.isAt('(')) readModuleArguments(reader);
  const parts = { references: [], partitionOf: null, inherits: [] };
  return { kind: 'create-table', object, relation: object, ...ifNotExists, ...parts };
}
