import { objectKey, type Catalog } from '../../../model/catalog.ts';
import type { EngineError } from '../../../model/observation.ts';
import { quoteIdentifier } from '../quote.ts';

/** Foreign key, check, unique and exclusion violations, https://www.postgresql.org/docs/18/errcodes-appendix.html. */
const VALUES_REFUSED: ReadonlySet<string> = new Set(['23503', '23505', '23514', '23P01']);

const NULL_REFUSED = /null value in column "(.+?)" of relation/;

/**
 * True when an old-shape query failed on the values it had: a constraint refuses them, or a shipped column that may no
 * longer be left out. Whether the running code has such values is not known. False when no values would do, as for a
 * new required column or a partition that is gone.
 */
export function meetsConstraint(error: EngineError, relation: string, shipped: Catalog): boolean {
  if (error.code === '23502') {
    const [, column = ''] = NULL_REFUSED.exec(error.message) ?? [];
    const was = shipped.get(objectKey('column', `${relation}.${quoteIdentifier(column)}`));
    return was?.facts['notNull'] === false;
  }
  return VALUES_REFUSED.has(error.code) && !error.message.startsWith('no partition of relation');
}
