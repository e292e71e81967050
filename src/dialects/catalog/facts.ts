import type { CatalogObject } from '../../model/catalog.ts';

/** A fact that is text; null when it is anything else. */
export function textFact(object: CatalogObject, fact: string): string | null {
  const value = object.facts[fact];
  return typeof value === 'string' ? value : null;
}

/** True when the fact is exactly true. */
export function isFact(object: CatalogObject, fact: string): boolean {
  return object.facts[fact] === true;
}

/** The texts of a list; empty when the fact is no list. */
export function listFact(object: CatalogObject, fact: string): string[] {
  const value = object.facts[fact];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** A fact that is a number, or text that reads as one; null when it is anything else. */
export function numberFact(object: CatalogObject, fact: string): number | null {
  const value = object.facts[fact];
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}
