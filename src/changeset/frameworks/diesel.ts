import { folderOf } from '../path-parts.ts';
import type { SqlFile } from '../sql-file.ts';
import { OWN_TRANSACTION, type Framework, type TextFile } from './framework.ts';
import { says } from './manifests.ts';
import { optedOutInOneMessage } from './one-message.ts';
import { pairFiles } from './pair-files.ts';

/** `2024-01-31-120000_name`, as `diesel migration generate` writes it. */
const VERSION = /^\d{4}-\d{2}-\d{2}-\d{6}$/;

/**
 * Diesel: a folder with `up.sql` and `down.sql` for each migration. One transaction each, unless `metadata.toml` beside
 * them says `run_in_transaction = false`; then several statements still share the one of their message.
 * https://docs.rs/diesel_migrations/latest/diesel_migrations/#transactions
 */
export const diesel: Framework = {
  id: 'diesel',
  shapes: ['folders'],
  uniqueVersions: true,
  late: () => 'Diesel runs it late on databases that ran that one already',
  optOut:
    'Give the statement a migration of its own and put `run_in_transaction = false` into a `metadata.toml` beside its `up.sql`.',
  optOutOn: {
    sqlite: `Put \`run_in_transaction = false\` into a \`metadata.toml\` beside its \`up.sql\`, ${OWN_TRANSACTION}`,
  },
  // Built along with SQLite, the connection has them on; a library of the system leaves them off.
  foreignKeys: (manifests) =>
    says(manifests, 'Cargo.toml', /^\s*"?(?:libsqlite3-sys|rusqlite)\b[^\n]*"bundled/m) ? true : null,
  detect: (files, manifests) => {
    if (!files.some(({ path }) => /(?:^|\/)up\.sql$/i.test(path))) return null;
    const dated = files.filter(({ place }) => VERSION.test(place.version)).length;
    if (manifests.some(isOptOut)) return 'metadata.toml says run_in_transaction';
    if (says(manifests, 'Cargo.toml', /^\s*"?diesel\b/m)) return 'Cargo.toml names diesel';
    if (says(manifests, 'diesel.toml', /(?:)/)) return 'diesel.toml is there';
    return dated * 2 > files.length ? `${dated} of ${files.length} folders are named by Diesel` : null;
  },
  read: (material) =>
    pairFiles(material, (file) =>
      material.manifests.some((manifest) => isOptOut(manifest) && isBeside(manifest, file))
        ? optedOutInOneMessage(file.text, material.dialect)
        : { inFile: null, usual: { mode: 'per-migration', is: 'stated' } },
    ),
};

function isOptOut({ path, text }: TextFile): boolean {
  return /(?:^|\/)metadata\.toml$/.test(path) && /^\s*run_in_transaction\s*=\s*false\b/m.test(text);
}

function isBeside(manifest: TextFile, file: SqlFile): boolean {
  return folderOf(manifest.path) === folderOf(file.path);
}
