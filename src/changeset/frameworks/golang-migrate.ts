import type { Framework } from './framework.ts';
import { says } from './manifests.ts';
import { inOneMessage } from './one-message.ts';
import { pairFiles } from './pair-files.ts';

/**
 * The drivers for SQLite wrap a file in a transaction, unless the database URL says `x-no-tx-wrap=true`.
 * https://github.com/golang-migrate/migrate/blob/master/database/sqlite3/sqlite3.go
 */
const WRAPPED = { mode: 'per-migration', is: 'stated' } as const;

/**
 * golang-migrate: `1_x.up.sql` with `1_x.down.sql`, found by `go.mod`. A file goes to the server in one message, unless
 * the database URL says `x-multi-statement=true`, which files do not tell.
 * https://github.com/golang-migrate/migrate/blob/master/database/postgres/README.md
 */
export const golangMigrate: Framework = {
  id: 'golang-migrate',
  shapes: ['flat'],
  uniqueVersions: true,
  late: () => 'golang-migrate goes on from the version that a database has, and skips it there',
  optOut:
    'Give the statement a migration of its own: golang-migrate opens no transaction, but PostgreSQL runs several statements of one file in one.',
  optOutOn: {
    sqlite:
      'Open the database with `x-no-tx-wrap=true` in its URL: golang-migrate then wraps no file in a transaction, and a file that needs one begins it itself.',
  },
  detect: (files, manifests) => {
    const directed = files.filter(({ place }) => place.directed).length;
    if (directed === 0 || !says(manifests, 'go.mod', /golang-migrate\/migrate/)) return null;
    return `go.mod names golang-migrate, and ${directed} of ${files.length} file names say up or down`;
  },
  read: (material) =>
    pairFiles(material, ({ text }) => ({
      inFile: null,
      usual: material.dialect === 'sqlite' ? WRAPPED : inOneMessage(text),
    })),
};
