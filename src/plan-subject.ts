import { belongsTo } from './brief/brief-for.ts';
import { BRIEFS, isBriefFile } from './brief/load-briefs.ts';
import { nearest } from './lib/nearest.ts';
import { matchesPattern } from './lib/wildcard.ts';
import type { Brief } from './model/brief.ts';
import type { ChangedMigration, Migration } from './model/migration.ts';
import type { Repository } from './model/ports.ts';
import { usageProblem } from './model/problem.ts';
import type { ChangeSet, ProjectChange } from './model/project.ts';

/** What is planned: what somebody wrote on the command line or in a form. */
export type PlanSubject =
  /** Names of briefs and migrations; what the change holds where there are none. */
  | { readonly kind: 'named'; readonly names: readonly string[] }
  /** `rename users.email to users.email_address`. */
  | { readonly kind: 'requirement'; readonly text: string };

/** The brief that a name stands for: its path, or its file's name without folder and ending; null when it is none. */
export function briefNamed(name: string, briefs: readonly Brief[]): Brief | null {
  const found = briefs.find(
    ({ path }) =>
      path === name.replace(/^\.\//, '') || path === `${BRIEFS}/${name}` || shortName(path) === name,
  );
  if (found !== undefined || !isBriefFile(name)) return found ?? null;
  const names = briefs.map(({ path }) => shortName(path));
  const near = nearest(shortName(name), names);
  throw usageProblem(
    'unknown-brief',
    `There is no brief ${name}.`,
    near === null
      ? `Briefs are in ${BRIEFS}: ${names.join(', ') || 'there are none'}.`
      : `Did you mean ${near}?`,
  );
}

function shortName(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.ya?ml$/, '');
}

/** The repository with nothing shipped, so that every migration is read. */
export function withoutBase(repository: Repository): Repository {
  return {
    ...repository,
    list: async (side, folder) => (side === 'base' ? [] : repository.list(side, folder)),
    read: (side, files) => repository.read(side, files),
  };
}

/** Whether a migration is meant by a pattern of its path, its path, with or without `#version`, or its version. */
export function isNamed({ path, version }: Migration, names: readonly string[]): boolean {
  return names.some(
    (name) =>
      name === version ||
      name === path ||
      name === `${path}#${version}` ||
      path.endsWith(`/${name}`) ||
      matchesPattern(path, name),
  );
}

/** The migrations of a brief. */
export function isOf(brief: Brief): (migration: Migration) => boolean {
  return (migration) => belongsTo(migration, brief);
}

/**
 * Takes the migrations that are meant as the change, and everything before the first of them as shipped.
 * `all` has every migration as added, in running order.
 */
export function chosen(all: ChangeSet, isMeant: (migration: Migration) => boolean): ChangeSet {
  const projects = all.projects.flatMap((project): ProjectChange[] => {
    const added = project.head.filter(({ status }) => status === 'added');
    const first = added.findIndex(({ migration }) => isMeant(migration));
    if (first < 0) return [];
    const head = added.slice(first).filter(({ migration }) => isMeant(migration));
    return [{ ...project, base: added.slice(0, first).map(({ migration }) => migration), head, faults: [] }];
  });
  return { ...all, projects };
}

/** Everything as shipped, with one new migration after it. */
export function withMigration(
  project: ProjectChange,
  name: string,
  statements: readonly string[],
): ProjectChange {
  const base = project.head.filter(({ status }) => status === 'added').map(({ migration }) => migration);
  const last = base.at(-1);
  const path = `${project.project.path}/${name}.sql`;
  const text = statements.map((sql) => `${sql};\n`).join('\n');
  const migration: Migration = {
    version: name,
    name,
    path,
    up: { path, text, defect: null },
    down: null,
    transaction: last?.transaction ?? 'per-migration',
    transactionIs: 'assumed',
    checksum: '',
  };
  const added: ChangedMigration = { status: 'added', migration, was: null };
  return {
    ...project,
    project: { ...project.project, bringsDownFiles: false },
    base,
    head: statements.length === 0 ? [] : [added],
    faults: [],
  };
}
