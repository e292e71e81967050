import { objectsOf, type CatalogObject } from '../../../model/catalog.ts';
import { textFact } from '../../catalog/facts.ts';
import { literal, sameName } from '../rows/names.ts';
import type { Moments } from './moments.ts';

/** Settings of the file as they were, and where tables go on counting. */
export function settingsBack({ before, after }: Moments): string[] {
  const old = objectsOf(before, 'setting');
  const present = new Map(objectsOf(after, 'setting').map((setting) => [setting.name, setting]));
  const known = new Set(old.map(({ name }) => name));
  const left = [...present.values()].filter(({ name, relation }) => relation !== null && !known.has(name));
  const back = old.flatMap((setting) => {
    const now = present.get(setting.name);
    const value = textFact(setting, 'value');
    if (value === null || (now !== undefined && textFact(now, 'value') === value)) return [];
    return setting.relation === null ? [`PRAGMA ${setting.name} = ${value}`] : countFrom(setting, value);
  });
  return [...left.map(countAnew), ...back];
}

function countAnew({ relation }: CatalogObject): string {
  return `DELETE FROM sqlite_sequence WHERE lower(name) = ${literalOf(relation)}`;
}

/** The row is not there while the table is new or empty. https://www.sqlite.org/autoinc.html */
function countFrom(setting: CatalogObject, value: string): string[] {
  const table = literalOf(setting.relation);
  return [
    countAnew(setting),
    `INSERT INTO sqlite_sequence (name, seq) SELECT name, ${value} FROM sqlite_schema WHERE type = 'table' AND lower(name) = ${table}`,
  ];
}

function literalOf(relation: string | null): string {
  return literal(sameName(relation ?? ''));
}
