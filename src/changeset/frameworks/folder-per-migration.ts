import type { Framework } from './framework.ts';
import { assumedTransaction, pairFiles } from './pair-files.ts';

/** A folder for each migration: `x/migration.sql`, or `x/up.sql` with `x/down.sql`. */
export const folderPerMigration: Framework = {
  id: 'folder-per-migration',
  shapes: ['folders'],
  uniqueVersions: true,
  optOut: null,
  detect: (files) => (files.length === 0 ? null : `${files.length} files in a folder of their own`),
  read: (material) => pairFiles(material, assumedTransaction),
};
