import type { DeleteStmt, InsertStmt, Node, UpdateStmt } from 'libpg-query';
import { quoteIdentifier } from '../quote.ts';
import { readGrammar } from '../parse/grammar.ts';
import { relationName } from '../parse/names.ts';
import { relationsRead, walkTree } from '../parse/tree-walk.ts';
import { bodyOf, type Changing, type Constants, type Reading } from './changing.ts';
import { clausesOf, insertedQuery } from './clauses.ts';
import { isLasting } from './lasting-values.ts';
import { readSource } from './read-source.ts';

/** Reads an `UPDATE`, `DELETE` or `INSERT … SELECT`; null for any other statement. Needs the parser to be prepared. */
export function readChanging(sql: string): Reading | null {
  const reading = readGrammar(sql);
  const [tree] = reading.ok ? reading.trees : [];
  const update = bodyOf(tree, 'UpdateStmt');
  if (update !== null) return readInPlace(sql, 'update', update);
  const deletion = bodyOf(tree, 'DeleteStmt');
  if (deletion !== null) return readInPlace(sql, 'delete', deletion);
  const insertion = bodyOf(tree, 'InsertStmt');
  return insertion === null ? null : readInsert(sql, insertion);
}

/** The rows that are changed are the rows that are walked. */
function readInPlace(sql: string, verb: 'update' | 'delete', body: UpdateStmt | DeleteStmt): Reading {
  const target = relationName(body.relation);
  const reads = relationsRead(body);
  const fault = faultOf(body, target, reads) ?? conditionFault(body.whereClause);
  if (fault !== null) return { because: fault };
  const clauses = clausesOf(sql, verb);
  if (clauses === null) return { because: 'Its clauses cannot be told apart.' };
  const { alias, relname, inh } = body.relation ?? {};
  return {
    verb,
    target,
    walked: target,
    alias: quoteIdentifier(alias?.aliasname ?? relname ?? ''),
    only: inh === true ? '' : 'ONLY ',
    written: 'targetList' in body ? writtenBy(body.targetList) : [],
    reads,
    clauses,
    query: null,
    constants: constantsOf(body),
  };
}

function readInsert(sql: string, body: InsertStmt): Reading | null {
  const target = relationName(body.relation);
  const source = readSource(body);
  if (source === null) return null;
  if ('because' in source) return source;
  const fault = faultOf(body, target, source.reads) ?? conditionFault(source.condition);
  if (fault !== null) return { because: fault };
  const clauses = clausesOf(sql, 'insert');
  if (clauses === null)
    return { because: 'Its query stands in parentheses; without them it could be walked.' };
  const { walked, alias, only, values, reads, star } = source;
  const isTold = body.onConflictClause === undefined && body.withClause === undefined && star !== 'partly';
  return {
    verb: 'insert',
    target,
    walked,
    alias,
    only,
    written: values.map((value, index) => ({ column: columnAt(body, index), lasting: isLasting(value) })),
    reads: reads.filter((name) => name !== walked),
    clauses,
    query: isTold ? insertedQuery(clauses) : null,
    ...(star === 'whole' ? { whole: true as const } : {}),
    constants: constantsOf(body),
  };
}

function columnAt({ cols = [] }: InsertStmt, index: number): string | null {
  return bodyOf(cols[index], 'ResTarget')?.name ?? null;
}

/** What makes a walk in batches give other rows than the statement. */
function faultOf(
  body: UpdateStmt | DeleteStmt | InsertStmt,
  target: string,
  reads: readonly string[],
): string | null {
  const changes: string[] = [];
  walkTree(body.withClause ?? {}, (name) => {
    if (['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'].includes(name)) changes.push(name);
  });
  if (changes.length > 0) return 'Its WITH clause changes rows, too.';
  if (reads.includes(target))
    return `It reads \`${target}\` while it changes it: a batch would see the rows of earlier ones.`;
  return null;
}

function conditionFault(condition: Node | undefined): string | null {
  if (bodyOf(condition, 'CurrentOfExpr') !== null) return 'It follows a cursor.';
  return condition === undefined || isLasting({ condition })
    ? null
    : 'Its condition depends on the moment or on chance, which are others in each batch.';
}

function writtenBy(targets: readonly Node[] = []): Changing['written'] {
  return targets.map((node) => {
    const target = bodyOf(node, 'ResTarget');
    return { column: target?.name ?? '', lasting: isLasting(target?.val) };
  });
}

function constantsOf(body: unknown): Constants {
  const texts = new Set<string>();
  const numbers = new Set<string>();
  walkTree(body, (name, value) => {
    if (name !== 'A_Const') return;
    const { sval, ival, fval } = value as {
      sval?: { sval?: string };
      ival?: { ival?: number };
      fval?: { fval?: string };
    };
    if (sval !== undefined) texts.add(sval.sval ?? '');
    if (ival !== undefined) numbers.add(String(ival.ival ?? 0));
    if (fval?.fval !== undefined) numbers.add(fval.fval);
  });
  return { texts: [...texts].sort(), numbers: [...numbers].sort() };
}
