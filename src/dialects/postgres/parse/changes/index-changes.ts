import type { IndexStmt, ReindexObjectType, ReindexStmt } from 'libpg-query';
import type { Change } from '../../../../model/change.ts';
import { displayName, quoteIdentifier } from '../../quote.ts';
import { relationName } from '../names.ts';
import { ifNotExistsPart, isOptionOn, optionsOf } from './parts.ts';
import type { ChangeReaders } from './readers.ts';

/** CREATE INDEX, REINDEX. Dropping one is read with the other drops. */
export const INDEX_READERS: ChangeReaders = {
  IndexStmt: readCreateIndex,
  ReindexStmt: readReindex,
};

/** An index lives in the schema of its table. */
function readCreateIndex(body: IndexStmt): readonly Change[] {
  const { idxname, relation, unique = false, concurrent = false, if_not_exists } = body;
  const table = relationName(relation);
  const index = idxname === undefined ? null : displayName(relation?.schemaname ?? null, idxname);
  return [
    {
      kind: 'create-index',
      object: index ?? table,
      relation: table,
      index,
      unique,
      concurrently: concurrent,
      ...ifNotExistsPart(if_not_exists),
      ...(relation?.inh === true ? {} : { only: true as const }),
    },
  ];
}

const REINDEXED: Readonly<Record<ReindexObjectType, string>> = {
  REINDEX_OBJECT_INDEX: 'index',
  REINDEX_OBJECT_TABLE: 'table',
  REINDEX_OBJECT_SCHEMA: 'schema',
  REINDEX_OBJECT_SYSTEM: 'system',
  REINDEX_OBJECT_DATABASE: 'database',
};

function readReindex({
  kind = 'REINDEX_OBJECT_INDEX',
  relation,
  name,
  params,
}: ReindexStmt): readonly Change[] {
  const of = REINDEXED[kind];
  const object = relation === undefined ? quoteIdentifier(name ?? '') : relationName(relation);
  const concurrently = isOptionOn(optionsOf(params), 'concurrently');
  return [{ kind: 'reindex', object, relation: of === 'table' ? object : null, of, concurrently }];
}
