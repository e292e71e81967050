import type { CreateStmt, CreateTableAsStmt, Node, ViewStmt } from 'libpg-query';
import type { Change, ChangeOf, PlainChangeKind } from '../../../../model/change.ts';
import { displayName, quoteIdentifier } from '../../quote.ts';
import { constraintsOf } from '../column-fill.ts';
import { qualifiedName, relationName, relationsOf, stringsOf } from '../names.ts';
import { relationsRead } from '../tree-walk.ts';
import { referencedTables } from './constraint.ts';
import { ifNotExistsPart, readsPart } from './parts.ts';
import { rangePart } from './range-part.ts';
import type { ChangeReaders } from './readers.ts';

/** CREATE TABLE and its relatives, views, sequences, schemas, extensions, triggers, policies, statistics. */
export const CREATE_READERS: ChangeReaders = {
  CreateStmt: (body) => [createdTable(body)],
  CreateForeignTableStmt: ({ base }) => (base === undefined ? [] : [createdTable(base)]),
  CreateTableAsStmt: readCreateTableAs,
  ViewStmt: readView,
  RefreshMatViewStmt: ({ relation, concurrent = false, skipData = false }) => {
    const name = relationName(relation);
    const emptying = skipData ? ({ withoutData: true } as const) : {};
    return [
      {
        kind: 'refresh-materialized-view',
        object: name,
        relation: name,
        concurrently: concurrent,
        ...emptying,
      },
    ];
  },
  CreateSeqStmt: ({ sequence, if_not_exists }) => [
    { ...ofRelation('create-sequence', relationName(sequence)), ...ifNotExistsPart(if_not_exists) },
  ],
  AlterSeqStmt: ({ sequence }) => [ofRelation('alter-sequence', relationName(sequence))],
  CreateSchemaStmt: ({ schemaname, authrole, if_not_exists }) => [
    {
      ...free('create-schema', quoteIdentifier(schemaname ?? authrole?.rolename ?? '')),
      ...ifNotExistsPart(if_not_exists),
    },
  ],
  CreateExtensionStmt: ({ extname = '' }) => [free('create-extension', quoteIdentifier(extname))],
  AlterExtensionStmt: ({ extname = '' }) => [free('alter-extension', quoteIdentifier(extname))],
  AlterExtensionContentsStmt: ({ extname = '' }) => [free('alter-extension', quoteIdentifier(extname))],
  CreateTrigStmt: ({ relation, trigname = '' }) => [
    member('create-trigger', relationName(relation), trigname),
  ],
  CreatePolicyStmt: ({ table, policy_name = '' }) => [
    member('create-policy', relationName(table), policy_name),
  ],
  AlterPolicyStmt: ({ table, policy_name = '' }) => [
    member('alter-policy', relationName(table), policy_name),
  ],
  RuleStmt: ({ relation, rulename = '' }) => [member('create-rule', relationName(relation), rulename)],
  CreateEventTrigStmt: ({ trigname = '' }) => [free('create-event-trigger', quoteIdentifier(trigname))],
  CreateStatsStmt: ({ defnames, relations }) => {
    const relation = relationName(relationsOf(relations)[0]);
    const name = qualifiedName(stringsOf(defnames));
    return [{ kind: 'create-statistics', object: name === '""' ? relation : name, relation }];
  },
};

function free(kind: PlainChangeKind, object: string): Change {
  return { kind, object, relation: null };
}

function ofRelation(kind: PlainChangeKind, name: string): Change {
  return { kind, object: name, relation: name };
}

function member(kind: PlainChangeKind, relation: string, name: string): Change {
  return { kind, object: `${relation}.${quoteIdentifier(name)}`, relation };
}

function createdTable(body: CreateStmt): ChangeOf<'create-table'> {
  const { relation, tableElts = [], constraints = [], inhRelations, partbound, if_not_exists } = body;
  const name = relationName(relation);
  const parents = relationsOf(inhRelations).map(relationName);
  const references = [...tableElts, ...constraints].flatMap(foreignKeyTargets);
  return {
    kind: 'create-table',
    object: name,
    relation: name,
    ...ifNotExistsPart(if_not_exists),
    references: [...new Set(references)].filter((target) => target !== name).sort(),
    partitionOf: partbound === undefined ? null : (parents[0] ?? null),
    inherits: partbound === undefined ? parents : [],
    ...rangePart(partbound),
    ...readsPart(tableElts.flatMap(likeSource).sort()),
  };
}

function foreignKeyTargets(element: Node): string[] {
  if ('Constraint' in element) return referencedTables([element.Constraint]);
  return 'ColumnDef' in element ? referencedTables(constraintsOf(element.ColumnDef)) : [];
}

function likeSource(element: Node): string[] {
  return 'TableLikeClause' in element ? [relationName(element.TableLikeClause.relation)] : [];
}

function readCreateTableAs({ query, into, objtype, if_not_exists }: CreateTableAsStmt): readonly Change[] {
  const kind = objtype === 'OBJECT_MATVIEW' ? 'create-materialized-view' : 'create-table-as';
  const name = relationName(into?.rel);
  const data = into?.skipData === true ? { withoutData: true as const } : {};
  const parts = { ...data, ...ifNotExistsPart(if_not_exists), ...readsPart(relationsRead(query)) };
  return [{ kind, object: name, relation: name, ...parts }];
}

function readView({ view, query, replace = false }: ViewStmt): readonly Change[] {
  const name = displayName(view?.schemaname ?? null, view?.relname ?? '');
  const kind = replace ? 'replace-view' : 'create-view';
  return [{ kind, object: name, relation: name, ...readsPart(relationsRead(query)) }];
}
