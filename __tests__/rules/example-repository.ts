import type { Repository, RepositoryFile, Side } from '../../src/model/ports.ts';
import type { ExampleMigration, RuleExample } from '../../src/model/rule.ts';

export const FOLDER = 'migrations';

type Files = ReadonlyMap<string, string>;

/** The example as a repository with two sides, so that it is read in the way of any other change. */
export function exampleRepository(example: RuleExample): Repository {
  const sides: Record<Side, Files> = { base: baseFiles(example), head: headFiles(example) };
  return {
    base: 'base',
    head: 'head',
    list: (side) =>
      Promise.resolve([...sides[side]].sort().map(([path, text]): RepositoryFile => ({ path, id: text }))),
    read: (side, files) =>
      Promise.resolve(files.map(({ path }) => new TextEncoder().encode(sides[side].get(path) ?? ''))),
  };
}

/** Path of the up file of each migration of the change, in the order of the example. */
export function headPaths(example: RuleExample): string[] {
  return example.head.map((migration, index) =>
    upPath(example, versionOf(example, migration, index), 'change'),
  );
}

function baseFiles(example: RuleExample): Map<string, string> {
  const files = new Map<string, string>();
  example.base.forEach((sql, index) => {
    const version = numbered(index);
    files.set(upPath(example, version, 'shipped'), sql);
    if (inPairs(example)) files.set(downPath(version, 'shipped'), 'SELECT 1;');
  });
  return files;
}

function headFiles(example: RuleExample): Map<string, string> {
  const files = baseFiles(example);
  for (const [index, sql] of Object.entries(example.rewritten ?? {})) {
    const path = upPath(example, numbered(Number(index)), 'shipped');
    if (sql === null) files.delete(path);
    else files.set(path, sql);
  }
  example.head.forEach((migration, index) => {
    const version = versionOf(example, migration, index);
    files.set(upPath(example, version, 'change'), migration.up);
    if (migration.down !== undefined) files.set(downPath(version, 'change'), migration.down);
  });
  return files;
}

function versionOf({ base }: RuleExample, { version }: ExampleMigration, index: number): string {
  return version ?? numbered(base.length + index);
}

function numbered(index: number): string {
  return String((index + 1) * 10).padStart(4, '0');
}

function inPairs({ head, downFiles }: RuleExample): boolean {
  return downFiles ?? head.some(({ down }) => down !== undefined);
}

function upPath(example: RuleExample, version: string, name: string): string {
  return `${FOLDER}/${stem(version, name)}${inPairs(example) ? '.up' : ''}.sql`;
}

function downPath(version: string, name: string): string {
  return `${FOLDER}/${stem(version, name)}.down.sql`;
}

function stem(version: string, name: string): string {
  return version === '' ? name : `${version}_${name}`;
}
