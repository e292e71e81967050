import type { Framework } from './framework.ts';
import { assumedTransaction, pairFiles } from './pair-files.ts';

/** One file per migration: `0001_x.sql`, `20260101120000_x.sql`, `V1__x.sql`. */
export const oneFile: Framework = {
  id: 'one-file',
  shapes: ['flat'],
  uniqueVersions: true,
  optOut: null,
  detect: (files) => (files.length === 0 ? null : 'file names begin with a version'),
  read: (material) => pairFiles(material, assumedTransaction),
};
