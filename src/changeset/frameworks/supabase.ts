import type { Framework } from './framework.ts';
import { pairFiles, usually } from './pair-files.ts';

/**
 * Supabase: `supabase/migrations/<timestamp>_x.sql`. The command line sends a file as one batch, which is a
 * transaction; from 2.109 on it sends what refuses one by itself.
 * https://supabase.com/docs/guides/deployment/database-migrations · https://github.com/supabase/cli/pull/6276
 */
export const supabase: Framework = {
  id: 'supabase',
  shapes: ['flat'],
  uniqueVersions: true,
  late: () =>
    'the Supabase CLI refuses it on databases that ran that one already, unless it is run with `--include-all`',
  optOut:
    'Give the statement a migration of its own; the Supabase CLI runs it outside of a transaction from version 2.109 on.',
  detect: (files) => {
    const folder = files[0]?.place.folder ?? '';
    return /(?:^|\/)supabase\/migrations$/.test(folder) ? 'the folder is supabase/migrations' : null;
  },
  read: (material) =>
    pairFiles(material, usually({ mode: 'per-migration', is: 'assumed', inOneMessage: true })),
};
