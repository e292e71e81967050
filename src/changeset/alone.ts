import type { ChangedMigration } from '../model/migration.ts';
import type { ProjectChange } from '../model/project.ts';

/** The project with one of its new migrations as the whole change; new ones before it count as shipped. */
export function alone(project: ProjectChange, entry: ChangedMigration): ProjectChange {
  const added = project.head.filter(({ status }) => status === 'added');
  const earlier = added.slice(0, added.indexOf(entry)).map(({ migration }) => migration);
  return { ...project, base: [...project.base, ...earlier], head: [entry], faults: [] };
}
