import { readYaml, type YamlFile } from '../config/yaml-file.ts';
import type { Concurrency, Grants, Job, Step, Trigger, Workflow } from './workflow.ts';

type Keys = readonly (string | number)[];

const FILTERS = ['paths', 'paths-ignore', 'branches', 'branches-ignore'];

/**
 * Reads a workflow file. What does not belong there is left out: GitHub tells about it.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
 *
 * @throws Problem when it is no YAML.
 */
export function readWorkflow(path: string, text: string): Workflow {
  const file = readYaml(text, path);
  const name = at(file, ['name']);
  return {
    path,
    name: typeof name === 'string' ? name : path,
    triggers: triggersOf(file),
    permissions: grantsOf(at(file, ['permissions'])),
    concurrency: concurrencyOf(file, []),
    jobs: keysOf(at(file, ['jobs'])).map((id) => jobOf(file, id)),
  };
}

/** `on: push`, `on: [push, pull_request]` and `on:` with a map are the same. */
function triggersOf(file: YamlFile): Trigger[] {
  const on = at(file, ['on']);
  const events = typeof on === 'string' ? [on] : Array.isArray(on) ? listOf(on) : keysOf(on);
  return events.map((event) => {
    const told = at(file, ['on', event]);
    const types = at(file, ['on', event, 'types']);
    return {
      event,
      types: types === undefined ? null : listOf(types),
      filters: keysOf(told).filter((key) => FILTERS.includes(key)),
      workflows: listOf(at(file, ['on', event, 'workflows'])),
      line: file.lineOfKey(['on'], event),
    };
  });
}

function jobOf(file: YamlFile, id: string): Job {
  const keys = ['jobs', id];
  const steps: unknown = at(file, [...keys, 'steps']);
  const count = Array.isArray(steps) ? steps.length : 0;
  return {
    id,
    line: file.lineOfKey(['jobs'], id),
    permissions: grantsOf(at(file, [...keys, 'permissions'])),
    concurrency: concurrencyOf(file, keys),
    steps: Array.from({ length: count }, (_, index) => stepOf(file, [...keys, 'steps', index])),
  };
}

function stepOf(file: YamlFile, keys: Keys): Step {
  const uses = at(file, [...keys, 'uses']);
  const given = at(file, [...keys, 'with']);
  const inputs = keysOf(given).map((name) => [name, textOf(at(file, [...keys, 'with', name]))] as const);
  return {
    uses: typeof uses === 'string' ? uses : null,
    with: Object.fromEntries(inputs),
    line: file.lineOf(keys),
  };
}

function grantsOf(value: unknown): Grants | null {
  if (value === 'read-all' || value === 'write-all') return value;
  if (typeof value !== 'object' || value === null) return null;
  return new Map(Object.entries(value).map(([name, level]) => [name, textOf(level)]));
}

function concurrencyOf(file: YamlFile, keys: Keys): Concurrency | null {
  const value = at(file, [...keys, 'concurrency']);
  if (value === undefined || value === null) return null;
  // An expression may be true, so that it counts as one.
  const cancels = at(file, [...keys, 'concurrency', 'cancel-in-progress']) ?? false;
  return { cancels: cancels !== false, line: file.lineOfKey(keys, 'concurrency') };
}

function at({ value }: YamlFile, keys: Keys): unknown {
  return keys.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

/** One text or a list of them. */
function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(textOf);
  return typeof value === 'string' ? [value] : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
