import { findObject, type Catalog } from '../../../model/catalog.ts';
import type { EngineError } from '../../../model/observation.ts';
import { quoteIdentifier } from '../quote.ts';

const NULL_REFUSED = /null value in column "(.+?)" of relation "(.+?)"/;

/**
 * True when an old-shape insert had nothing to write into a column that only the query itself fills in and that was
 * required before: the row that it refers to is gone, which says nothing about the schema.
 */
export function lacksReferredRow(error: EngineError, relation: string, shipped: Catalog): boolean {
  if (error.code !== '23502') return false;
  const [, column = '', table = ''] = NULL_REFUSED.exec(error.message) ?? [];
  const name = quoteIdentifier(table);
  // A trigger can write to another relation.
  if (relation !== name && !relation.endsWith(`.${name}`)) return false;
  const facts = findObject(shipped, 'column', `${relation}.${quoteIdentifier(column)}`)?.facts;
  if (facts?.['notNull'] !== true) return false;
  const fillers = [facts['default'], facts['identity'], facts['generated']];
  return fillers.every((filler) => filler === null || filler === undefined);
}
