/** `a`, `a and b`, `a, b and c`; what goes beyond `most` items is counted: `a, b and 3 more`. */
export function listInWords(items: readonly string[], most = Infinity): string {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : [...items];
  const last = shown.pop();
  if (last === undefined) return '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}
