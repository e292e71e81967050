import type { CatalogObject } from '../../../model/catalog.ts';
import type { Row } from '../../../model/engine.ts';
import { quoteIdentifier } from '../parse/names.ts';

/** A number that the file keeps beside its schema. */
export function settingObject({ name, value }: Row): CatalogObject {
  return {
    kind: 'setting',
    name: name ?? '',
    relation: null,
    id: name ?? '',
    facts: { value: value ?? null },
  };
}

/** Where a table with `AUTOINCREMENT` goes on counting. https://www.sqlite.org/autoinc.html */
export function sequenceObject({ name, seq }: Row): CatalogObject {
  const relation = quoteIdentifier(name ?? '');
  return {
    kind: 'setting',
    name: `sqlite_sequence.${relation}`,
    relation,
    id: `sqlite_sequence.${name ?? ''}`,
    facts: { value: seq ?? null },
  };
}
