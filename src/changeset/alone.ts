import type { ChangedMigration, Migration } from '../model/migration.ts';
import type { ProjectChange } from '../model/project.ts';

/** The project with one of its new migrations as the whole change; new ones before it count as shipped. */
export function alone(project: ProjectChange, entry: ChangedMigration): ProjectChange {
  const added = project.head.filter(({ status }) => status === 'added');
  const earlier = added.slice(0, added.indexOf(entry)).map(({ migration }) => migration);
  return { ...project, base: [...project.base, ...earlier], head: [entry], faults: [] };
}

/** The same where it moves behind all other new ones, and those that were after it. */
export function moved(
  project: ProjectChange,
  entry: ChangedMigration,
): ProjectChange & { readonly overtaking: readonly Migration[] } {
  const change = alone(project, entry);
  const added = project.head.filter(({ status }) => status === 'added');
  const overtaking = added.slice(added.indexOf(entry) + 1).map(({ migration }) => migration);
  return { ...change, base: [...change.base, ...overtaking], overtaking };
}
