import type { Framework } from './framework.ts';
import { says } from './manifests.ts';
import { pairFiles, usually } from './pair-files.ts';

/** Milliseconds since 1970, as `hasura migrate create` writes them. */
const VERSION = /^\d{13}$/;

/**
 * Hasura: `migrations/<database>/<milliseconds>_x/up.sql` with `down.sql`. Every migration runs in a transaction, and
 * files cannot leave it.
 * https://hasura.io/docs/2.0/migrations-metadata-seeds/manage-migrations/ · https://github.com/hasura/graphql-engine/issues/2939
 */
export const hasura: Framework = {
  id: 'hasura',
  shapes: ['folders'],
  uniqueVersions: true,
  optOut:
    'Hasura runs every migration in a transaction: run the statement by itself, then mark its migration as applied with `hasura migrate apply --skip-execution --version <version>`.',
  detect: (files, manifests) => {
    const timed = files.filter(({ place }) => VERSION.test(place.version)).length;
    if (says(manifests, 'config.yaml', /^\s*metadata_directory\s*:/m)) return 'config.yaml is Hasura’s';
    return timed * 2 > files.length ? `${timed} of ${files.length} folders are named by Hasura` : null;
  },
  read: (material) => pairFiles(material, usually({ mode: 'per-migration', is: 'stated' })),
};
