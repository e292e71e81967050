import { code } from '../../../lib/code.ts';
import { findObject, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { assignmentsOf } from '../backfill/assignments.ts';
import { readChanging } from '../backfill/read-changing.ts';
import { quoteIdentifier } from '../quote.ts';
import { identifiersIn } from '../rows/hints.ts';
import { textFact } from '../../catalog/facts.ts';
import { bareParts, qualified } from '../rows/names.ts';
import { hasNoEquality, valueOf } from './copied-rows.ts';
import { outlasts } from './outlasting.ts';
import { countQuery, type Query } from '../../validation/query.ts';

/** Rows whose updated column is not what the statement computes, where that can still be computed at the end. */
export function computedQueries({ statement, after }: RehearsedStatement, end: Catalog): Query[] {
  if (statement.kind === 'unreadable') return [];
  const changing = readChanging(statement.sql);
  if (changing === null || 'because' in changing || changing.verb !== 'update' || changing.reads.length > 0)
    return [];
  const { target, clauses, written, alias } = changing;
  const names = written.map(({ column }) => quoteIdentifier(column ?? ''));
  const readsWritten = (text: string): boolean => names.some((name) => identifiersIn(text).has(name));
  if (clauses.condition !== null && readsWritten(clauses.condition)) return [];
  return assignmentsOf(clauses.head).flatMap(({ column, expression }, index) => {
    const held = findObject(after, 'column', `${target}.${column}`);
    if (
      held === null ||
      column !== names[index] ||
      written[index]?.lasting !== true ||
      readsWritten(expression)
    )
      return [];
    if (!outlasts({ after, end }, [target], `${column} ${expression} ${clauses.condition ?? ''}`)) return [];
    const where = clauses.condition === null ? '' : `(${clauses.condition}\n) AND `;
    return countQuery({
      when: 'after',
      title: `Rows of ${code(target)} whose ${code(column)} is not as computed`,
      reason: `The statement computes ${code(`${bareParts(target).object}.${column}`)}`,
      of: 'differences',
      from: `${qualified(target)} AS ${alias} WHERE ${where}${differs(`${alias}.${column}`, expression, held)}`,
      expect: '0',
    });
  });
}

/** Compares with the value as the column holds it: an assignment casts, a comparison does not. */
function differs(column: string, expression: string, held: CatalogObject): string {
  const type = textFact(held, 'type') ?? 'text';
  const is = hasNoEquality(type) ? valueOf(column, type) : column;
  return `${is} IS DISTINCT FROM ${valueOf(`(${expression}\n)`, type)}`;
}
