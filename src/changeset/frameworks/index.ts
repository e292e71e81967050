import { dbmate } from './dbmate.ts';
import { folderPerMigration } from './folder-per-migration.ts';
import type { Framework } from './framework.ts';
import { goose } from './goose.ts';
import { oneFile } from './one-file.ts';
import { upDown } from './up-down.ts';
import { versionFolders } from './version-folders.ts';

/** The most particular first: the first one that speaks up for the files of its shape reads them. */
export const FRAMEWORKS: readonly Framework[] = [
  versionFolders,
  folderPerMigration,
  goose,
  dbmate,
  upDown,
  oneFile,
];
