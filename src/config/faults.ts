import type { z } from 'zod';

import { nearest } from '../lib/nearest.ts';
import { usageProblem, type Problem } from '../model/problem.ts';
import { expected } from './expected.ts';
import type { YamlFile } from './yaml-file.ts';

/** One thing that is wrong with the file. */
export interface Fault {
  readonly code: 'unknown-key' | 'unknown-rule' | 'unknown-option' | 'invalid-value' | 'secret';
  readonly line: number;
  readonly text: string;
  readonly hint: string;
}

type Issue = z.core.$ZodIssue;

/** The keys that may stand in the map at a path of the file; empty where any key may. */
export type KeysAt = (path: readonly PropertyKey[]) => readonly string[];

/** What the schema has against the file. */
export function schemaFaults(file: YamlFile, issues: readonly Issue[], keysAt: KeysAt): Fault[] {
  return issues
    .filter((issue) => !isSlip(file, issue, issues))
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(file, issue.path, key, keysAt(issue.path)))
        : [invalidValue(file, issue)],
    );
}

/** Rules that the file names and nobody knows. */
export function ruleFaults(file: YamlFile, written: readonly string[], known: readonly string[]): Fault[] {
  return written
    .filter((rule) => !known.includes(rule))
    .map((rule) => ({
      code: 'unknown-rule',
      line: file.lineOfKey(['rules'], rule),
      text: `there is no rule ${rule}`,
      hint: suggestion(rule, known) ?? 'holdpoint rules lists them.',
    }));
}

/** The first fault of the file, and how many more there are; null when there is none. */
export function problemOf(path: string, faults: readonly Fault[]): Problem | null {
  const [first, ...more] = [...faults].sort((left, right) => left.line - right.line);
  if (first === undefined) return null;
  const lines = more.map(({ line }) => line).join(', ');
  const rest = more.length === 0 ? '' : ` There is more to correct in line ${lines}.`;
  return usageProblem(first.code, `${path}, line ${first.line}: ${first.text}.`, first.hint + rest);
}

/** A key that is missing where another is unknown is most likely that one, mistyped. */
function isSlip(file: YamlFile, issue: Issue, issues: readonly Issue[]): boolean {
  if (issue.code !== 'invalid_type' || valueAt(file.value, issue.path) !== undefined) return false;
  const around = JSON.stringify(issue.path.slice(0, -1));
  return issues.some((other) => other.code === 'unrecognized_keys' && JSON.stringify(other.path) === around);
}

function unknownKey(
  file: YamlFile,
  path: readonly PropertyKey[],
  key: string,
  known: readonly string[],
): Fault {
  const where = path.length === 0 ? '' : ` in ${keyPath(path)}`;
  return {
    code: 'unknown-key',
    line: file.lineOfKey(path, key),
    text: `unknown key ${key}${where}`,
    hint: suggestion(key, known) ?? `Known keys are ${known.join(', ')}.`,
  };
}

function invalidValue(file: YamlFile, issue: Issue): Fault {
  const key = issue.path.length === 0 ? 'the file' : keyPath(issue.path);
  const missing = issue.code === 'invalid_type' && valueAt(file.value, issue.path) === undefined;
  return {
    code: 'invalid-value',
    line: file.lineOf(issue.path),
    text: missing ? `${key} is missing` : `${key} has to be ${expected(issue)}`,
    hint: missing ? `Add it: ${expected(issue)}.` : `It is ${shown(valueAt(file.value, issue.path))}.`,
  };
}

/** The name that was probably meant, as a question; null when none is near. */
export function suggestion(name: string, known: readonly string[]): string | null {
  const close = nearest(name, known);
  return close === null ? null : `Did you mean ${close}?`;
}

/** `projects[0].dialect`. */
export function keyPath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

/** The value as it is written, shortened. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
