import { code } from '../../../lib/code.ts';
import { objectsOf, type Catalog, type CatalogObject } from '../../../model/catalog.ts';
import type { Probe } from '../../../model/dialect.ts';
import { qualified } from './names.ts';

/** Reads of the attributes of composite types, as in `(address).city`. */
export function partProbes(catalog: Catalog): Probe[] {
  return objectsOf(catalog, 'composite-type').flatMap((type) => {
    const parts = attributesOf(type).map((name) => `(value).${name}`);
    if (parts.length === 0) return [];
    return [
      {
        relation: type.name,
        action: 'read',
        sql: `SELECT ${parts.join(', ')} FROM (SELECT NULL::${qualified(type.name)} AS value) AS given`,
        subject: `reads of the attributes of ${code(type.name)}`,
      },
    ];
  });
}

function attributesOf(type: CatalogObject): string[] {
  const { attributes } = type.facts;
  if (!Array.isArray(attributes)) return [];
  return attributes.flatMap((attribute: unknown) =>
    typeof attribute === 'object' && attribute !== null && 'name' in attribute ? String(attribute.name) : [],
  );
}
