import type { Repository } from '../model/ports.ts';
import { decodeSql } from './decode-sql.ts';
import { folderOf, isBelow, sqlStem } from './path-parts.ts';

const ENOUGH = 50;

/** SQL in the folders beside a project: migrations of one program mostly speak one dialect. */
export async function neighborTexts(repository: Repository, folder: string): Promise<string[]> {
  if (folder === '.') return [];
  const files = await repository.list('head', folderOf(folder));
  const others = files
    .filter(({ path }) => sqlStem(path) !== null && !isBelow(path, folder))
    .slice(0, ENOUGH);
  const contents = await repository.read('head', others);
  return contents.map((bytes) => decodeSql(bytes).text);
}
