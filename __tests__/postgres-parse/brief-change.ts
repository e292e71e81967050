import type { Change } from '../../src/model/change.ts';

/** A change in one line: `add-column users.email @users column=email type=text …`; the relation only where it differs. */
export function briefChange(change: Change): string {
  const { kind, object, relation, ...rest } = change;
  const place = relation === object ? '' : relation === null ? ' @-' : ` @${relation}`;
  const facts = Object.entries(rest).map(([key, value]) => fact(key, value));
  return [`${kind} ${object}${place}`, ...facts.filter((text) => text !== '')].join(' ');
}

/** What is false, null or empty is left out, so that the line says what is there. */
function fact(key: string, value: unknown): string {
  if (value === false || value === null || (Array.isArray(value) && value.length === 0)) return '';
  if (value === true) return key;
  return `${key}=${Array.isArray(value) ? value.join('+') : (value as string)}`;
}
