import { findObject, type Catalog } from '../../../model/catalog.ts';
import type { Probe } from '../../../model/dialect.ts';
import type { EngineError } from '../../../model/observation.ts';
import { quoteIdentifier } from '../quote.ts';

const NULL_REFUSED = /null value in column "(.+?)" of relation "(.+?)"/;

/**
 * True when an old-shape insert had nothing to write into a column that only the query itself fills in and that was
 * required before: the row that it refers to is gone, which says nothing about the schema.
 */
export function lacksReferredRow(error: EngineError, { relation, sql }: Probe, shipped: Catalog): boolean {
  if (error.code !== '23502') return false;
  const [, column = '', table = ''] = NULL_REFUSED.exec(error.message) ?? [];
  const name = quoteIdentifier(table);
  // A trigger can write to another relation.
  if (relation !== name && !relation.endsWith(`.${name}`)) return false;
  const written = quoteIdentifier(column);
  if (isLeftOut(written, sql)) return false;
  const facts = findObject(shipped, 'column', `${relation}.${written}`)?.facts;
  if (facts?.['notNull'] !== true) return false;
  const fillers = [facts['default'], facts['identity'], facts['generated']];
  return fillers.every((filler) => filler === null || filler === undefined);
}

/** True when the insert does not write the column, and left it to a trigger. */
function isLeftOut(column: string, sql: string): boolean {
  const [, columns] = /INSERT INTO \S+ \((.*?)\) (?:OVERRIDING|VALUES|SELECT)\b/s.exec(sql) ?? [];
  return columns !== undefined && !columns.split(', ').includes(column);
}
