import type { Migration, SourceDefect, SqlSource, Substitution } from '../model/migration.ts';
import { maskBodies, maskLiterals } from './mask-sql.ts';

/** Values by name, as configured. */
export type Variables = Readonly<Record<string, string>>;

interface Form {
  readonly pattern: RegExp;
  /** What a place must not be in, for a missing value to be a mistake: such marks mean something else there. */
  readonly outside: (text: string) => string;
  /** Whether the place of a name without a value can be told from SQL. */
  readonly certain: boolean;
}

/** Names are in the first group that matched; group `quote` says how a value is quoted. */
const FORMS: readonly Form[] = [
  /** Go: `{{ index .Options "Namespace" }}`, `{{ .Schema }}`; also `{{schema}}` of others. */
  {
    pattern: /\{\{-?\s*(?:index\s+\.[\w.]+\s+"([^"]+)"|\.?([a-z_][\w.]*))\s*-?\}\}/gi,
    outside: maskLiterals,
    certain: true,
  },
  /** Flyway, Liquibase: `${schema}`. */
  { pattern: /\$\{\s*([^\s{}]+)\s*\}/g, outside: maskBodies, certain: true },
  /** `$(schema)`. */
  { pattern: /\$\(\s*([a-z_]\w*)\s*\)/gi, outside: maskBodies, certain: true },
  /** psql: `:schema`, `:"schema"`, `:'schema'`; a slice of an array looks the same. */
  {
    pattern: /(?<![:\w\])])(?<mark>:)(?:([a-z_]\w*)\b|(?<quote>["'])([a-z_]\w*)\k<quote>)/gi,
    outside: maskBodies,
    certain: false,
  },
];

/** What a template engine does besides filling in values; nobody else can do it. */
const ACTION = /\{\{[^{}]*\}\}|\{%[^{}]*%\}/g;

/** The migration with the places of its template variables and what stands for them. */
export function withVariables(migration: Migration, variables: Variables): Migration {
  const { up, down } = migration;
  return {
    ...migration,
    up: fillIn(up, variables),
    down: down === null ? null : fillIn(down, variables),
  };
}

function fillIn(source: SqlSource, variables: Variables): SqlSource {
  const { text } = source;
  if (source.defect !== null || !/\{\{|\{%|\$\{|\$\(|:\w|:["']/.test(text)) return source;
  const places = FORMS.flatMap((form) => placesOf(text, form, variables)).sort((a, b) => a.start - b.start);
  const missing = places.find(({ value }) => value === null);
  if (missing !== undefined) return { ...source, defect: noValue(text, missing) };
  const action = unfilledAction(text, places);
  if (action !== null) return { ...source, defect: action };
  const substitutions = places.flatMap(({ start, end, value }): Substitution[] =>
    value === null ? [] : [{ start, end, value }],
  );
  return substitutions.length === 0 ? source : { ...source, substitutions };
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Null when none is configured. */
  readonly value: string | null;
}

function placesOf(text: string, { pattern, outside, certain }: Form, variables: Variables): Place[] {
  const masked = outside(text);
  return [...text.matchAll(pattern)].flatMap((match): Place[] => {
    const groups: Partial<Record<string, string>> = match.groups ?? {};
    const { mark, quote } = groups;
    const parts: readonly (string | undefined)[] = match.slice(1);
    const name = parts.find((part) => part !== undefined && part !== mark && part !== quote) ?? '';
    const value = valueOf(name, variables);
    const isPlain = masked[match.index] !== ' ';
    if ((value === null || mark !== undefined) && !isPlain) return [];
    if (value === null && !certain) return [];
    const [start, end] = [match.index, match.index + match[0].length];
    return [{ start, end, name, value: value === null ? null : quotedAs(quote, value) }];
  });
}

/** By the whole name, else by its last part: `.Options.Schema` is `Schema`. */
function valueOf(name: string, variables: Variables): string | null {
  for (const key of [name, name.split('.').at(-1) ?? name]) {
    if (Object.hasOwn(variables, key)) return variables[key] ?? null;
  }
  return null;
}

function quotedAs(quote: string | undefined, value: string): string {
  return quote === undefined ? value : quote + value.replaceAll(quote, quote + quote) + quote;
}

function noValue(text: string, { start, end, name }: Place): SourceDefect {
  const reason = `holds the template variable ${text.slice(start, end)}, which has no value; set variables.${name} in .holdpoint.yml`;
  return defectAt(text, start, reason);
}

function unfilledAction(text: string, places: readonly Place[]): SourceDefect | null {
  const masked = maskLiterals(text);
  const found = [...text.matchAll(ACTION)].find(
    ({ index }) => masked[index] !== ' ' && !places.some(({ start }) => start === index),
  );
  if (found === undefined) return null;
  return defectAt(
    text,
    found.index,
    `holds the template action ${found[0]}, which only its own program can run`,
  );
}

function defectAt(text: string, at: number, reason: string): SourceDefect {
  const before = text.slice(0, at);
  return { reason, offset: Buffer.byteLength(before), line: before.split('\n').length };
}
