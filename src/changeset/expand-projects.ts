import { compareText } from '../lib/version-order.ts';
import { matchesPattern } from '../lib/wildcard.ts';
import type { Repository } from '../model/ports.ts';
import { usageProblem } from '../model/problem.ts';
import type { ProjectSettings } from '../model/project-settings.ts';

/**
 * Configured projects with a `*` in their path, as one project for each folder that fits on either side.
 *
 * @throws Problem `unknown-folder` when no folder fits.
 */
export async function expandProjects(
  repository: Repository,
  projects: readonly ProjectSettings[],
): Promise<readonly ProjectSettings[]> {
  if (!projects.some(isPattern)) return projects;
  const folders = await allFolders(repository);
  const named = new Set(projects.filter((project) => !isPattern(project)).map(({ path }) => path));
  return projects.flatMap((project) => {
    if (!isPattern(project)) return [project];
    const pattern = project.path.replace(/^(?:\.\/)+|\/+$/g, '');
    const fitting = folders.filter((folder) => matchesPattern(folder, pattern));
    if (fitting.length === 0) throw nothingFits(project.path);
    return fitting.filter((folder) => !named.has(folder)).map((path) => ({ ...project, path }));
  });
}

function isPattern({ path }: ProjectSettings): boolean {
  return /[*?]/.test(path);
}

/** Folders that hold files on one of the sides, and those around them. */
async function allFolders(repository: Repository): Promise<string[]> {
  const files = [...(await repository.list('head', '.')), ...(await repository.list('base', '.'))];
  const folders = new Set<string>();
  for (const { path } of files) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return [...folders].sort(compareText);
}

function nothingFits(pattern: string): Error {
  return usageProblem(
    'unknown-folder',
    `No folder fits ${pattern}, which the configuration names as a project.`,
    'Correct the path of the project: `*` stands for a part of one folder name, `**` for any number of folders.',
  );
}
