import type { CatalogObject } from '../../../model/catalog.ts';
import type { Occasion, Offer } from './offer.ts';

/** Adds a domain's condition for new values first and checks the stored ones afterwards. */
export function checkDomainGently({ difference }: Occasion): Offer | null {
  const sql = difference.changed('domain').flatMap(({ was, is }) => {
    const known = new Set(constraintsOf(was).map(({ name }) => name));
    const fresh = constraintsOf(is).filter(
      ({ name, definition }) => !known.has(name) && !definition.endsWith(' NOT VALID'),
    );
    return fresh.flatMap(({ name, definition }) => [
      `ALTER DOMAIN ${is.name} ADD CONSTRAINT ${name} ${definition} NOT VALID`,
      `ALTER DOMAIN ${is.name} VALIDATE CONSTRAINT ${name}`,
    ]);
  });
  return sql.length === 0 ? null : { sql, note: 'Run the validation in a migration of its own.' };
}

function constraintsOf(domain: CatalogObject): { readonly name: string; readonly definition: string }[] {
  const constraints = domain.facts['constraints'];
  if (!Array.isArray(constraints)) return [];
  return constraints.flatMap((constraint: unknown) => {
    if (typeof constraint !== 'object' || constraint === null) return [];
    if (!('name' in constraint) || !('definition' in constraint)) return [];
    const { name, definition } = constraint;
    return typeof name === 'string' && typeof definition === 'string' ? [{ name, definition }] : [];
  });
}
