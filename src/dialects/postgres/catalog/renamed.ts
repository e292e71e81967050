import type { Fact } from '../../../model/catalog.ts';
import type { StoredObject } from './stored-object.ts';

/** What of an object can stand in the texts of others: its name, and the names of its parts in their order. */
interface Naming {
  readonly name: string;
  readonly parts: ReadonlyMap<string, string>;
}

function namingOf({ name, kind, facts }: StoredObject): Naming {
  if (kind === 'enum') return { name, parts: numbered(facts['labelIds'], facts['labels']) };
  if (kind === 'composite-type') return { name, parts: numbered(facts['attributeIds'], facts['attributes']) };
  const isView = kind === 'view' || kind === 'materialized-view';
  return { name, parts: isView ? numbered(undefined, facts['columns']) : new Map() };
}

/** Parts by their number, or by their place when they have none. */
function numbered(numbers: Fact | undefined, names: Fact | undefined): Map<string, string> {
  const parts = new Map<string, string>();
  if (!Array.isArray(names)) return parts;
  names.forEach((part: Fact, place) => {
    const number: Fact | undefined = Array.isArray(numbers) ? (numbers as readonly Fact[])[place] : place;
    parts.set(JSON.stringify(number), nameOf(part));
  });
  return parts;
}

function nameOf(part: Fact): string {
  if (typeof part === 'string') return part;
  const name = (part as Readonly<Record<string, Fact>> | null)?.['name'];
  return typeof name === 'string' ? name : '';
}

/** True when the object, or a part of it, has another name now: then texts elsewhere may hold the old one. */
export function isRenamed(before: StoredObject, after: StoredObject): boolean {
  const [old, now] = [namingOf(before), namingOf(after)];
  if (old.name !== now.name) return true;
  return [...old.parts].some(([number, name]) => (now.parts.get(number) ?? name) !== name);
}
