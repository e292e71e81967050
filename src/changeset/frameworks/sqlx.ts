import { OWN_TRANSACTION, type Framework, type Material } from './framework.ts';
import { says } from './manifests.ts';
import { optedOutInOneMessage } from './one-message.ts';
import { pairFiles } from './pair-files.ts';

const OPTS_OUT = '-- no-transaction';

/**
 * sqlx: `<version>_x.sql`, or `.up.sql` with `.down.sql`, found by `Cargo.toml`. One transaction per file, unless its
 * very first bytes are `-- no-transaction`; then several statements still share the one of their message.
 * https://docs.rs/sqlx/latest/sqlx/macro.migrate.html
 * https://github.com/launchbadge/sqlx/blob/main/sqlx-core/src/migrate/source.rs
 */
export const sqlx: Framework = {
  id: 'sqlx',
  shapes: ['flat'],
  uniqueVersions: true,
  late: () => 'sqlx runs it late on databases that ran that one already',
  optOut: 'Give the statement a migration of its own that begins with `-- no-transaction` in its first line.',
  optOutOn: {
    sqlite: `Begin the file with \`-- no-transaction\` in its first line, which sqlx minds on SQLite from version 0.9 on, ${OWN_TRANSACTION}`,
  },
  foreignKeys: () => true,
  detect: (files, manifests) => {
    const optedOut = files.filter(({ text }) => text.startsWith(OPTS_OUT)).length;
    if (optedOut > 0) return `${optedOut} of ${files.length} files begin with "${OPTS_OUT}"`;
    return says(manifests, 'Cargo.toml', /^\s*"?sqlx\b/m) ? 'Cargo.toml names sqlx' : null;
  },
  read: (material) =>
    pairFiles(material, ({ text }) =>
      text.startsWith(OPTS_OUT) && !isDeaf(material)
        ? optedOutInOneMessage(text, material.dialect)
        : { inFile: null, usual: { mode: 'per-migration', is: 'stated' } },
    ),
};

/** Before 0.9 the driver for SQLite opens its transaction whatever a file says. https://github.com/launchbadge/sqlx/pull/4015 */
function isDeaf({ dialect, manifests }: Material): boolean {
  return (
    dialect === 'sqlite' && says(manifests, 'Cargo.toml', /^\s*"?sqlx\b[^\n]*"[=^~]?0\.[0-8](?:\.\d+)*"/m)
  );
}
