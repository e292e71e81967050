import { code } from '../../../lib/code.ts';
import type { CatalogObject } from '../../../model/catalog.ts';
import type { ChangeOf } from '../../../model/change.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { textFact } from '../../catalog/facts.ts';
import { bare, qualified } from '../rows/names.ts';
import { columnType } from '../rows/value-type.ts';
import { columnOf } from '../../validation/column-of.ts';
import type { Difference, Pair } from '../../validation/difference.ts';
import { misfit } from './misfit.ts';
import { countQuery, type Query } from '../../validation/query.ts';

/** Values that do not become values of a column's new type, or not without loss. */
export function conversionQueries(difference: Difference, { statement }: RehearsedStatement): Query[] {
  const computed = new Set(
    statement.kind === 'unreadable'
      ? []
      : statement.changes.flatMap((change) => computedColumn(change) ?? []),
  );
  return difference
    .changed('column')
    .filter(
      ({ was, is }) => textFact(was, 'type') !== textFact(is, 'type') && !computed.has(bare(columnOf(was))),
    )
    .flatMap((pair) => conversionQuery(difference, pair) ?? []);
}

/** A column whose new values an expression computes: what it makes of the old ones is not known here. */
function computedColumn(change: { kind: string }): string | null {
  const isSetType = (one: { kind: string }): one is ChangeOf<'set-type'> => one.kind === 'set-type';
  return isSetType(change) && change.conversion === 'expression' ? bare(change.column) : null;
}

function conversionQuery(difference: Difference, { was, is }: Pair): Query | null {
  if (was.relation === null || difference.earlierTable(is.relation) === null) return null;
  const column = columnOf(was);
  const found = misfit(column, columnType(difference.before, was), columnType(difference.after, is));
  if (found === null) return null;
  return countQuery({
    when: 'before',
    title: `Values of ${code(was.name)} that ${found.words}`,
    reason: `${code(was.name)} changes from ${code(typeOf(was))} to ${code(typeOf(is))}`,
    of: 'misfits',
    from: `${qualified(was.relation)} WHERE ${found.condition}`,
    expect: '0',
  });
}

function typeOf(column: CatalogObject): string {
  return textFact(column, 'type') ?? 'another type';
}
