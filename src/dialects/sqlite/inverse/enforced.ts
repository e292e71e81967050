import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog } from '../../../model/catalog.ts';
import type { Inverse } from '../../../model/dialect.ts';
import { isEnforced } from '../catalog/enforced.ts';
import { lasting } from '../catalog/lasting.ts';
import { invert } from './inverse.ts';

/**
 * The way back from `after` to `before`. With foreign keys on, `DROP TABLE` deletes the rows first, and cascades go on
 * from there: where others refer to a table that is built anew, foreign keys are off meanwhile.
 * https://www.sqlite.org/lang_altertable.html#otheralter
 */
export function inverse(before: Catalog, after: Catalog): Inverse {
  const { rebuilt, ...way } = invert(lasting(before), lasting(after));
  const isOn = isEnforced(before) || isEnforced(after);
  return isOn && rebuilt.some((table) => isReferredTo(table, [before, after]))
    ? { ...way, sql: withoutForeignKeys(way.sql), transactional: false }
    : way;
}

/** The statements in a transaction with foreign keys off, which are looked at before it commits. */
export function withoutForeignKeys(sql: readonly string[]): string[] {
  return [
    'PRAGMA foreign_keys = off',
    'BEGIN',
    ...sql,
    'PRAGMA foreign_key_check',
    'COMMIT',
    'PRAGMA foreign_keys = on',
  ];
}

/** What to know of {@link withoutForeignKeys}. */
export const FOREIGN_KEYS_OFF = `${code('PRAGMA foreign_keys')} does nothing while a transaction is open; where ${code('PRAGMA foreign_key_check')} finds anything, do not commit.`;

/** By others or by itself: rows of the new table go along with those of the old one, too. */
function isReferredTo(table: string, moments: readonly Catalog[]): boolean {
  return moments.some((catalog) =>
    objectsOf(catalog, 'constraint').some(({ facts }) => facts['references'] === table),
  );
}
