import type { Brief } from '../model/brief.ts';
import type { Repository } from '../model/ports.ts';
import { parseBrief } from './parse-brief.ts';

/** Where briefs are. */
export const BRIEFS = '.holdpoint/briefs';

/** All briefs at the head, by path. Throws the `Problem` of the first that cannot be read. */
export async function loadBriefs(repository: Repository): Promise<Brief[]> {
  const files = (await repository.list('head', BRIEFS)).filter(({ path }) => /\.ya?ml$/.test(path));
  const bytes = await repository.read('head', files);
  return files.map(({ path }, index) => parseBrief(new TextDecoder().decode(bytes[index]), path));
}
