import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import type { ChangeSet, ProjectChange } from '../model/project.ts';
import { fine, trouble, type Check } from './check.ts';

/** What a review finds in the repository, read as if every migration were new. */
export function checkProjects({ projects, notices }: ChangeSet): Check[] {
  const found = projects.flatMap((change) => [fine(described(change)), ...versionOf(change)]);
  const passed = notices.map(({ text }) => trouble('note', text, 'Nothing, if that is meant.'));
  if (projects.length > 0) return [...found, ...passed];
  return [
    trouble(
      'warn',
      'No migrations are found.',
      'Name their folder below `projects:` in .holdpoint.yml; docs/frameworks.md says which layouts are known.',
    ),
    ...passed,
  ];
}

function described({ project, head }: ProjectChange): string {
  return `${code(project.path)}: ${countOf(head.length, 'migration')}, layout ${project.layout} (${project.layoutReason}).`;
}

function versionOf({ project }: ProjectChange): Check[] {
  if (project.serverVersion !== null) return [];
  return [
    trouble(
      'note',
      `Nobody says which server version ${code(project.path)} runs on; the newest is assumed.`,
      'Write `server-version` for the project in .holdpoint.yml.',
    ),
  ];
}
