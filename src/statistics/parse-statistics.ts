import type { z } from 'zod';
import { usageProblem } from '../model/problem.ts';
import type { Statistics } from '../model/statistics.ts';
import { schema } from './schema.ts';

/** The largest file that GitHub takes: 100,000 tables take about 40 MB, their columns 115 bytes each. */
const LARGEST = 100 * 1024 * 1024;
const LONGEST_SHOWN = 60;

/**
 * Reads what `holdpoint stats` wrote.
 *
 * @param path for messages.
 * @throws Problem `statistics-syntax` or `statistics-invalid`, which names the key.
 */
export function parseStatistics(bytes: Uint8Array, path: string): Statistics {
  if (bytes.length > LARGEST)
    throw usageProblem(
      'statistics-syntax',
      `${path} is larger than ${LARGEST} bytes.`,
      'Write it anew with holdpoint stats, as a role that may not read the tables: columns are left out then.',
    );
  const value = jsonOf(bytes, path);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(path, parsed.error.issues, value);
  refuseRepeated(parsed.data.tables, path);
  const { dialect, version, takenAt, settings, replicas, tables } = parsed.data;
  return {
    ...{ dialect, version, takenAt, settings, replicas },
    tables: tables.map(({ partitionOf, columns, ...table }) => ({
      ...table,
      ...(columns === undefined ? {} : { columns }),
      ...(partitionOf === undefined ? {} : { partitionOf }),
    })),
  };
}

const WRITE_ANEW = 'Write it anew with holdpoint stats, or remove it.';

function jsonOf(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/\s+/g, ' ').slice(0, 120) : 'it is no JSON';
    throw usageProblem(
      'statistics-syntax',
      `${path} is not JSON: ${reason.replace(/[.]$/, '')}.`,
      WRITE_ANEW,
    );
  }
}

type Issue = z.core.$ZodIssue;

function invalid(path: string, [issue]: readonly Issue[], value: unknown): Error {
  if (issue === undefined) return usageProblem('statistics-invalid', `${path} cannot be used.`, WRITE_ANEW);
  if (issue.code === 'unrecognized_keys') {
    const where = issue.path.length === 0 ? '' : ` in ${keyPath(issue.path)}`;
    const title = `${path}: unknown key ${shown(issue.keys[0])}${where}.`;
    return usageProblem('statistics-invalid', title, WRITE_ANEW);
  }
  const key = issue.path.length === 0 ? 'the whole file' : keyPath(issue.path);
  const title = `${path}: ${key} has to be ${wanted(issue)}; it is ${shown(valueAt(value, issue.path))}.`;
  return usageProblem('statistics-invalid', title, WRITE_ANEW);
}

const TYPES: Readonly<Record<string, string>> = { object: 'a map of keys', array: 'a list', string: 'text' };

function wanted(issue: Issue): string {
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type') return TYPES[issue.expected] ?? issue.message;
  if (issue.code === 'invalid_key') return 'a map of names to text';
  return issue.code === 'too_big' && issue.origin === 'int' ? 'a whole number' : issue.message;
}

/** `tables[3].rows`; keys are as long as anybody likes. */
function keyPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${clipped(String(key))}`,
    )
    .join('');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map of keys';
  return value === undefined ? 'missing' : clipped(JSON.stringify(value));
}

function clipped(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

type Named = { readonly name: string };

function refuseRepeated(
  tables: readonly (Named & { readonly columns?: readonly Named[] | undefined })[],
  path: string,
): void {
  const twice = repeated(tables.map(({ name }) => name));
  if (twice !== null)
    throw usageProblem('statistics-invalid', `${path} holds the table ${shown(twice)} twice.`, WRITE_ANEW);
  for (const { name, columns = [] } of tables) {
    const column = repeated(columns.map((each) => each.name));
    if (column === null) continue;
    const title = `${path} holds the column ${shown(column)} of ${shown(name)} twice.`;
    throw usageProblem('statistics-invalid', title, WRITE_ANEW);
  }
}

function repeated(names: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}
