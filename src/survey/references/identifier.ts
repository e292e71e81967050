const SINGULARS: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  men: 'man',
  women: 'woman',
  statuses: 'status',
  addresses: 'address',
  indices: 'index',
  analyses: 'analysis',
  data: 'datum',
  media: 'medium',
};

const PLURALS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SINGULARS).map(([many, one]) => [one, many]),
);

/** Bare name of a catalog name: without schema and quotes. */
export function bareName(name: string): string {
  const [, quoted] = /"((?:[^"]|"")+)"$/.exec(name) ?? [];
  return quoted?.replaceAll('""', '"') ?? name.slice(name.lastIndexOf('.') + 1);
}

/** `email_address`, `emailAddress` → `email`, `address`. */
export function partsOf(identifier: string): string[] {
  return identifier
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean)
    .map((part) => part.toLowerCase());
}

export function snakeCase(parts: readonly string[]): string {
  return parts.join('_');
}

export function pascalCase(parts: readonly string[]): string {
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
}

export function camelCase(parts: readonly string[]): string {
  const pascal = pascalCase(parts);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** The parts with the last one as one of its kind, as frameworks name their models: `order`, `items` → `order`, `item`. */
export function singular(parts: readonly string[]): string[] {
  return withLast(parts, (word) => SINGULARS[word] ?? singularOf(word));
}

/** The other way round. */
export function plural(parts: readonly string[]): string[] {
  return withLast(parts, (word) => PLURALS[word] ?? pluralOf(word));
}

function withLast(parts: readonly string[], change: (word: string) => string): string[] {
  const last = parts.at(-1);
  return last === undefined ? [] : [...parts.slice(0, -1), change(last)];
}

function singularOf(word: string): string {
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /(?:ss|us|is)$/.test(word) || !word.endsWith('s') ? word : word.slice(0, -1);
}

function pluralOf(word: string): string {
  if (singularOf(word) !== word) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
