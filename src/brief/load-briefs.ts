import type { Brief } from '../model/brief.ts';
import type { Repository, RepositoryFile } from '../model/ports.ts';
import { parseBrief } from './parse-brief.ts';

/** Where briefs are. */
export const BRIEFS = '.holdpoint/briefs';

/** Whether somebody who writes it means the file of a brief. */
export function isBriefFile(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

/**
 * All briefs at the head, by path; `named` may lie elsewhere. A file that is named alone is all that is read, so that a
 * slip in another brief does not stop it. Throws the `Problem` of the first that cannot be read.
 */
export async function loadBriefs(repository: Repository, named: readonly string[] = []): Promise<Brief[]> {
  const usual = (await repository.list('head', BRIEFS)).filter(({ path }) => isBriefFile(path));
  const chosen = await filesNamed(repository, named);
  const files = chosen.length > 0 ? chosen : usual;
  const bytes = await repository.read('head', files);
  return files.map(({ path }, index) => parseBrief(new TextDecoder().decode(bytes[index]), path));
}

async function filesNamed(repository: Repository, named: readonly string[]): Promise<RepositoryFile[]> {
  const paths = named.map((path) => path.replace(/^\.\//, '')).filter((path) => isBriefFile(path));
  const found: RepositoryFile[] = [];
  for (const path of paths) {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
    found.push(...(await repository.list('head', folder)).filter((file) => file.path === path));
  }
  return found;
}
