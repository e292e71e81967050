import type { Framework } from './framework.ts';
import { assumedTransaction, pairFiles } from './pair-files.ts';

/** A file for each direction: `x.up.sql` and `x.down.sql`; files without a direction go up. */
export const upDown: Framework = {
  id: 'up-down',
  shapes: ['flat'],
  uniqueVersions: true,
  optOut: null,
  detect: (files) => {
    const directed = files.filter(({ place }) => place.directed).length;
    return directed === 0 ? null : `${directed} of ${files.length} file names say up or down`;
  },
  read: (material) => pairFiles(material, assumedTransaction),
};
