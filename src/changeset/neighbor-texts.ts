import type { Repository } from '../model/ports.ts';
import { decodeSql } from './decode-sql.ts';
import { folderOf, isBelow, sqlStem } from './path-parts.ts';

const ENOUGH = 50;

/**
 * SQL in the folders beside a project: migrations of one program mostly speak one dialect. What stands in the root of
 * the repository has no neighbors, since all other programs are.
 */
export async function neighborTexts(repository: Repository, folder: string): Promise<string[]> {
  const parent = folderOf(folder);
  if (parent === '.') return [];
  const files = await repository.list('head', parent);
  const others = files
    .filter(({ path }) => sqlStem(path) !== null && !isBelow(path, folder))
    .slice(0, ENOUGH);
  const contents = await repository.read('head', others);
  return contents.map((bytes) => decodeSql(bytes).text);
}
