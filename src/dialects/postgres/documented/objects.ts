import type { ChangeOf } from '../../../model/change.ts';
import { findObject, objectsOf } from '../../../model/catalog.ts';
import { readGrammar } from '../parse/grammar.ts';
import { relationsRead } from '../parse/tree-walk.ts';
import { dropped } from './drops.ts';
import { each, nowhere } from './entry.ts';
import type { Entries, Touch } from './entry.ts';
import type { Schema } from './schema.ts';

/** Views, types, routines, roles and what can be done to any object. */
export const OBJECTS = {
  'create-view': { page: 'sql-createview', touches: ({ reads = [] }) => each(reads, 'AccessShareLock') },
  'replace-view': {
    page: 'sql-createview',
    touches: ({ object, reads = [] }) => [
      ...each([object], 'AccessExclusiveLock'),
      ...each(reads, 'AccessShareLock'),
    ],
  },
  'create-materialized-view': {
    page: 'sql-creatematerializedview',
    touches: ({ reads = [], withoutData }) =>
      each(reads, 'AccessShareLock', withoutData === true ? 'metadata' : 'scan'),
  },
  'refresh-materialized-view': { page: 'sql-refreshmaterializedview', touches: refresh },
  rename: { page: 'sql-altertable', touches: rename },
  drop: { page: 'sql-droptable', touches: dropped },
  'set-owner': { page: 'sql-altertable', touches: withSequences },
  'set-schema': { page: 'sql-altertable', touches: withSequences },
  comment: { page: 'sql-comment', touches: comment },
  grant: { page: 'sql-grant', touches: privileges },
  revoke: { page: 'sql-revoke', touches: privileges },
  'alter-domain': {
    page: 'sql-alterdomain',
    touches: ({ object, checksRows }, schema) =>
      checksRows ? each(schema.tablesUsingType(object), 'ShareLock', 'scan') : [],
  },
  'create-publication': {
    page: 'sql-createpublication',
    touches: ({ reads = [] }) => each(reads, 'ShareUpdateExclusiveLock'),
  },
  'alter-publication': {
    page: 'sql-alterpublication',
    touches: ({ reads = [] }) => each(reads, 'ShareUpdateExclusiveLock'),
  },
  'create-type': nowhere('sql-createtype'),
  'alter-type': nowhere('sql-altertype'),
  'add-enum-value': nowhere('sql-altertype'),
  'rename-enum-value': nowhere('sql-altertype'),
  'create-domain': nowhere('sql-createdomain'),
  'create-function': nowhere('sql-createfunction'),
  'alter-function': nowhere('sql-alterfunction'),
  'create-schema': nowhere('sql-createschema'),
  'create-extension': nowhere('sql-createextension'),
  'alter-extension': nowhere('sql-alterextension'),
  'create-event-trigger': nowhere('sql-createeventtrigger'),
  'create-role': nowhere('sql-createrole'),
  'alter-role': nowhere('sql-alterrole'),
  'set-setting': nowhere('sql-set'),
  'transaction-control': nowhere('sql-begin'),
  // What code does that is run, nobody knows without running it.
  'do-block': nowhere('sql-do'),
  call: nowhere('sql-call'),
  other: nowhere('sql-commands'),
} satisfies Partial<Entries>;

/** The sequences of its columns follow a table. */
function withSequences({ relation }: ChangeOf<'set-owner' | 'set-schema'>, schema: Schema): readonly Touch[] {
  if (relation === null) return [];
  return each([relation, ...schema.ownedSequences(relation)], 'AccessExclusiveLock');
}

/** Renaming an index keeps nobody from reading or writing (12 and later); everything else on a relation does. */
function rename({ relation, object }: ChangeOf<'rename'>, schema: Schema): readonly Touch[] {
  if (relation !== null) return each([relation], 'AccessExclusiveLock');
  const table = schema.tableOfIndex(object);
  return each(table === null ? [] : [table], 'ShareUpdateExclusiveLock');
}

function refresh(change: ChangeOf<'refresh-materialized-view'>, schema: Schema): readonly Touch[] {
  const { object, concurrently, withoutData } = change;
  if (withoutData === true) return each([object], 'AccessExclusiveLock');
  const definition = findObject(schema.catalog, 'materialized-view', object)?.facts['definition'];
  const reading = typeof definition === 'string' ? readGrammar(definition) : null;
  return [
    ...(concurrently
      ? each([object], 'ExclusiveLock', 'scan')
      : each([object], 'AccessExclusiveLock', 'rewrite')),
    ...each(reading?.ok === true ? relationsRead(reading.trees) : [], 'AccessShareLock', 'scan'),
  ];
}

/** What belongs to a relation only looks at it; the relation and its columns are locked against other changes. */
function comment({ relation, object }: ChangeOf<'comment'>, schema: Schema): readonly Touch[] {
  if (relation === null) return commentOnIndex(object, schema);
  const isColumn = objectsOf(schema.catalog, 'column', relation).some(({ name }) => name === object);
  return each([relation], isColumn || relation === object ? 'ShareUpdateExclusiveLock' : 'AccessShareLock');
}

function commentOnIndex(object: string, schema: Schema): readonly Touch[] {
  const table = schema.tableOfIndex(object);
  return each(table === null ? [] : [table], 'ShareUpdateExclusiveLock');
}

/** Before 18 the relation is not locked at all. */
function privileges({ relation }: ChangeOf<'grant' | 'revoke'>, schema: Schema): readonly Touch[] {
  return relation === null || schema.version < 18 ? [] : each([relation], 'AccessShareLock');
}
