import { code } from '../../../lib/code.ts';
import { objectsOf, type CatalogObject } from '../../../model/catalog.ts';
import type { RehearsedStatement } from '../../../model/rehearsal.ts';
import { literal, qualified } from '../rows/names.ts';
import type { Difference } from '../../validation/difference.ts';
import { countQuery, type Query } from '../../validation/query.ts';

/** A build without locks that is broken off leaves an index behind that is kept up and never used. */
export function indexQueries(difference: Difference, { statement }: RehearsedStatement): Query[] {
  if (statement.kind === 'unreadable') return [];
  const built = statement.changes.flatMap((change): CatalogObject[] => {
    if (change.kind === 'create-index' && change.concurrently) return difference.added('index');
    if (change.kind !== 'reindex' || !change.concurrently) return [];
    const indexes = objectsOf(difference.after, 'index');
    return indexes.filter(({ name, relation }) => name === change.object || relation === change.object);
  });
  return built.map(({ name }) =>
    countQuery({
      when: 'after',
      title: `Index ${code(name)} is invalid or unfinished`,
      reason: `${code(name)} is built concurrently`,
      of: 'invalid',
      from: `pg_index WHERE indexrelid = ${literal(qualified(name))}::regclass AND NOT (indisvalid AND indisready)`,
      expect: '0',
    }),
  );
}
