import { readdirSync, readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';

export type Mapping = Readonly<Record<string, unknown>>;

/** A workflow of this repository or of `examples/`. */
export interface WorkflowFile {
  readonly path: string;
  readonly text: string;
  readonly content: Mapping;
}

/** Parses a YAML file of this repository; any error or warning of the parser throws. */
export function readYaml(path: string): Mapping {
  const document = parseDocument(readFileSync(path, 'utf8'), { strict: true, uniqueKeys: true });
  const [trouble] = [...document.errors, ...document.warnings];
  if (trouble !== undefined) throw trouble;
  return mapping(document.toJS());
}

/** All workflow files, and at least one. */
export function workflowFiles(): readonly WorkflowFile[] {
  const paths = ['.github/workflows', 'examples/workflows'].flatMap((folder) =>
    readdirSync(folder).map((name) => `${folder}/${name}`),
  );
  if (paths.length === 0) throw new Error('There are no workflow files.');
  return paths.map((path) => ({ path, text: readFileSync(path, 'utf8'), content: readYaml(path) }));
}

export function mapping(value: unknown): Mapping {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${JSON.stringify(value)} is not a mapping.`);
  return value as Mapping;
}

/** Jobs of a workflow by name. */
export function jobsOf(workflow: WorkflowFile): readonly (readonly [string, Mapping])[] {
  return Object.entries(mapping(workflow.content['jobs'])).map(([name, job]) => [name, mapping(job)]);
}

export function stepsOf(job: Mapping): readonly Mapping[] {
  const steps = job['steps'];
  return Array.isArray(steps) ? steps.map(mapping) : [];
}
