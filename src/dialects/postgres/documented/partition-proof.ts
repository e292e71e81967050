import { findObject } from '../../../model/catalog.ts';
import type { PartitionRange } from '../../../model/change.ts';
import type { Schema } from './schema.ts';
import { text } from './schema.ts';

/** What is to be proved of the rows of a table: that they lie within a range of its parent's key, or that none does. */
export interface RangeClaim {
  readonly table: string;
  readonly parent: string;
  readonly range: PartitionRange | undefined;
  readonly lie: 'within' | 'outside';
}

/**
 * True when a validated check proves where the rows of a table lie, so that they are not read; only for the plain ways
 * to write it. https://www.postgresql.org/docs/18/ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE
 */
export function isRangeProved({ table, parent, range, lie }: RangeClaim, schema: Schema): boolean {
  const key = text(findObject(schema.catalog, 'table', parent)?.facts['partitionKey']);
  const column = /^RANGE \(("[^"]*(?:""[^"]*)*"|[\w$]+)\)$/.exec(key ?? '')?.[1];
  if (column === undefined || range === undefined) return false;
  if (schema.column(table, column)?.facts['notNull'] !== true) return false;
  const conditions = schema
    .constraints(table)
    .filter(({ facts }) => facts['type'] === 'check' && facts['validated'] === true)
    .map(({ facts }) => plainCondition(text(facts['definition']) ?? ''));
  const [from, to] = range;
  const proofs =
    lie === 'within'
      ? [`${column} >= ${from} AND ${column} < ${to}`, `${column} < ${to} AND ${column} >= ${from}`]
      : [
          `NOT ${column} >= ${from} AND ${column} < ${to}`,
          `${column} < ${from} OR ${column} >= ${to}`,
          `${column} >= ${to} OR ${column} < ${from}`,
        ];
  return conditions.some((condition) => proofs.includes(condition));
}

/** `CHECK (((at >= '2025-01-01'::date) AND …))` without parentheses, casts and quotes: `at >= 2025-01-01 AND …`. */
function plainCondition(definition: string): string {
  const condition = definition.replace(/^CHECK /, '').replace(/ NO INHERIT$/, '');
  // What nests deeper than one pair of comparisons is not understood, and no proof.
  if ((condition.match(/ (?:AND|OR) /g) ?? []).length > 1) return withoutNotNull(condition);
  return stripped(condition);
}

/** `at IS NOT NULL AND …`, as the server itself would write the bound. */
function withoutNotNull(condition: string): string {
  const rest = stripped(condition).replace(/^(?:"[^"]*(?:""[^"]*)*"|[\w$]+) IS NOT NULL AND /, '');
  return (rest.match(/ (?:AND|OR) /g) ?? []).length > 1 || rest.includes(' OR ') ? '' : rest;
}

function stripped(condition: string): string {
  return condition
    .replace(/'([^']*(?:''[^']*)*)'/g, '$1')
    .replace(/::[\w ]+?(?=[()]|$)/g, '')
    .replace(/[()]/g, '');
}
