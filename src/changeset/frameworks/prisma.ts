import { baseName } from '../path-parts.ts';
import type { Framework, TextFile } from './framework.ts';
import { nearestManifest, says } from './manifests.ts';
import { inOneMessage } from './one-message.ts';
import { pairFiles } from './pair-files.ts';

/** From 7.4 on, concurrent index builds are sent apart from the rest. */
const SPLITS_FROM = [7, 4] as const;

const ONE_BY_ONE = { mode: 'per-statement', is: 'stated' } as const;

/**
 * Prisma Migrate: `<timestamp>_x/migration.sql`, in the dialect that `migration_lock.toml` names. It opens no
 * transaction and sends a file in one message; from 7.4 on `CREATE INDEX CONCURRENTLY` is sent apart from the rest.
 * https://www.prisma.io/docs/orm/prisma-migrate · https://github.com/prisma/prisma-engines/pull/5767
 */
export const prisma: Framework = {
  id: 'prisma',
  shapes: ['folders'],
  uniqueVersions: true,
  late: () => 'Prisma runs it late on databases that ran that one already',
  optOut:
    'Give the statement a migration of its own: Prisma opens no transaction, but PostgreSQL runs several statements of one file in one.',
  optOutOn: { sqlite: 'Leave `BEGIN` and `COMMIT` out of the file: Prisma opens no transaction on SQLite.' },
  foreignKeys: () => true,
  detect: (files, manifests) => {
    const named = files.filter(({ path }) => /^migration\.sql$/i.test(baseName(path))).length;
    if (named === 0) return null;
    if (nearestManifest(manifests, 'migration_lock.toml') !== null) return 'migration_lock.toml is there';
    return says(manifests, 'package.json', /"(?:@prisma\/client|prisma)"\s*:/)
      ? 'package.json names prisma'
      : null;
  },
  read: (material) => {
    const splits = !isBeforeSplitting(material.manifests);
    // SQLite knows no message: a file without a BEGIN of its own commits statement by statement.
    if (material.dialect === 'sqlite')
      return pairFiles(material, () => ({ inFile: null, usual: ONE_BY_ONE }));
    return pairFiles(material, ({ text }) => ({
      inFile: null,
      usual: splits ? { ...inOneMessage(text), is: 'assumed' } : inOneMessage(text),
    }));
  },
};

function isBeforeSplitting(manifests: readonly TextFile[]): boolean {
  const settings = nearestManifest(manifests, 'package.json')?.text ?? '';
  const [, major, minor] = /"prisma"\s*:\s*"[^"\d]*(\d+)(?:\.(\d+))?/.exec(settings) ?? [];
  if (major === undefined) return false;
  return (Number(major) - SPLITS_FROM[0] || Number(minor ?? 0) - SPLITS_FROM[1]) < 0;
}
