import type {
  CopyStmt,
  InsertStmt,
  LockingClause,
  MergeStmt,
  Node,
  RangeVar,
  SelectStmt,
  WithClause,
} from 'libpg-query';
import type { Boundedness, Change, ChangeOf } from '../../../../model/change.ts';
import { conditionBound, queryBound } from '../boundedness.ts';
import { qualifiedName, relationName, stringsOf } from '../names.ts';
import { functionsCalled, relationsRead, walkTree } from '../tree-walk.ts';
import { readsPart, scalarText } from './parts.ts';
import type { ChangeReaders } from './readers.ts';
import { settingOf } from './setting.ts';

/** Statements that read or write rows. */
export const DATA_READERS: ChangeReaders = {
  InsertStmt: readInsert,
  UpdateStmt: (body) => readRows('update-rows', body, conditionBound(body.whereClause)),
  DeleteStmt: (body) => readRows('delete-rows', body, conditionBound(body.whereClause)),
  MergeStmt: readMerge,
  SelectStmt: readSelect,
  CopyStmt: readCopy,
};

interface RowsStatement {
  readonly relation?: RangeVar;
  readonly withClause?: WithClause;
}

type RowsKind = 'insert-rows' | 'update-rows' | 'delete-rows' | 'merge-rows';

/** What the statements within `WITH` change comes first: they run first. */
function readRows(kind: RowsKind, body: RowsStatement, bounded: Boundedness): readonly Change[] {
  const name = relationName(body.relation);
  const reads = readsPart(relationsRead(body), name);
  return [...readWith(body.withClause), { kind, object: name, relation: name, bounded, ...reads }];
}

function readWith(clause: WithClause | undefined): readonly Change[] {
  return (clause?.ctes ?? []).flatMap((node) => {
    const query = 'CommonTableExpr' in node ? node.CommonTableExpr.ctequery : undefined;
    return query === undefined ? [] : readWithin(query);
  });
}

/** Only what changes rows; reading them is told by the statement around it. */
function readWithin(query: Node): readonly Change[] {
  if ('InsertStmt' in query) return readInsert(query.InsertStmt);
  if ('UpdateStmt' in query) {
    return readRows('update-rows', query.UpdateStmt, conditionBound(query.UpdateStmt.whereClause));
  }
  if ('DeleteStmt' in query) {
    return readRows('delete-rows', query.DeleteStmt, conditionBound(query.DeleteStmt.whereClause));
  }
  return 'MergeStmt' in query ? readMerge(query.MergeStmt) : [];
}

function readInsert(body: InsertStmt): readonly Change[] {
  const select =
    body.selectStmt !== undefined && 'SelectStmt' in body.selectStmt ? body.selectStmt.SelectStmt : null;
  return readRows('insert-rows', body, select === null ? 'literal' : queryBound(select));
}

/** Rows come from the source: a table as it is, or a query that picks. */
function readMerge(body: MergeStmt): readonly Change[] {
  const source = body.sourceRelation;
  const select =
    source !== undefined && 'RangeSubselect' in source ? source.RangeSubselect.subquery : undefined;
  const bounded = select !== undefined && 'SelectStmt' in select ? queryBound(select.SelectStmt) : 'all';
  return readRows('merge-rows', body, bounded);
}

/** SELECT … INTO makes a table; `set_config` is a SET in other words. */
function readSelect(body: SelectStmt): readonly Change[] {
  const reads = relationsRead(body);
  const into = intoClause(body);
  if (into?.rel !== undefined) {
    const name = relationName(into.rel);
    return [{ kind: 'create-table-as', object: name, relation: name, ...readsPart(reads, name) }];
  }
  const settings = (body.targetList ?? []).flatMap(configured);
  if (settings.length > 0) return settings;
  const relation = reads.length === 1 ? (reads[0] ?? null) : null;
  const written = readWith(body.withClause);
  if (written.length > 0 && reads.length === 0) return written;
  return [
    ...written,
    {
      kind: 'query',
      object: queryObject(body, reads),
      relation,
      ...lockPart(body),
      ...readsPart(reads, relation),
    },
  ];
}

/** `FOR UPDATE` and its like may stand in a subquery, too. `FOR KEY SHARE` lets writers do all but change keys. */
function lockPart(body: SelectStmt): { locksRows?: true } {
  const strengths: unknown[] = [];
  walkTree(body, (name, clause) => {
    if (name === 'LockingClause') strengths.push((clause as LockingClause).strength);
  });
  return strengths.some((strength) => strength !== 'LCS_FORKEYSHARE') ? { locksRows: true } : {};
}

/** What a query is about: its relations; without any, the functions that it calls. */
function queryObject(body: SelectStmt, reads: readonly string[]): string {
  if (reads.length > 0) return reads.join(', ');
  const calls = functionsCalled(body.targetList);
  return calls.length > 0 ? calls.map((name) => `${name}()`).join(', ') : 'values';
}

/** In a UNION, INTO stands in the first branch. */
function intoClause(body: SelectStmt): SelectStmt['intoClause'] {
  let first: SelectStmt = body;
  while (first.intoClause === undefined && first.larg !== undefined) first = first.larg;
  return first.intoClause;
}

function configured(target: Node): ChangeOf<'set-setting'>[] {
  const value = 'ResTarget' in target ? target.ResTarget.val : undefined;
  if (value === undefined || !('FuncCall' in value)) return [];
  const { funcname, args = [] } = value.FuncCall;
  if (qualifiedName(stringsOf(funcname).slice(-1)) !== 'set_config') return [];
  const [name, text, local] = args.map(scalarText);
  return [settingOf(name ?? '', text ?? '', ['true', 't', 'on'].includes(local ?? ''))];
}

function readCopy({ relation, query, is_from = false }: CopyStmt): readonly Change[] {
  const name = relation === undefined ? null : relationName(relation);
  const reads = readsPart(relationsRead(query), name);
  if (!is_from)
    return [{ kind: 'query', object: name ?? reads.reads?.join(', ') ?? '', relation: name, ...reads }];
  return [{ kind: 'copy-rows', object: name ?? '', relation: name }];
}
