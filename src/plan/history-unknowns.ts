import { code } from '../lib/code.ts';
import type { Finding } from '../model/finding.ts';
import type { MigrationStatus } from '../model/migration.ts';
import type { Rehearsal, Unknown } from '../model/rehearsal.ts';

const VERB: Readonly<Record<MigrationStatus, string>> = {
  added: 'adds',
  edited: 'edits',
  renamed: 'renames',
  deleted: 'deletes',
};

const WHAT: Readonly<Record<MigrationStatus, string>> = {
  added: 'What {path} does',
  edited: 'Whether databases that already ran {path} get what was edited',
  renamed: 'Whether databases that already ran {path} run it again under its new name',
  deleted: 'Whether databases that already ran {path} keep what it did',
};

/** Shipped migrations that change, and an order that is not certain, where no finding speaks of them already. */
export function historyUnknowns({ notRun, faults }: Rehearsal, findings: readonly Finding[]): Unknown[] {
  const told = new Set(findings.filter(({ severity }) => severity !== 'note').map(({ path }) => path));
  const changed = notRun
    .filter(({ migration, was }) => !told.has(migration.path) && !told.has(was?.path ?? migration.path))
    .map(({ status, migration, was }) => ({
      what: WHAT[status].replace('{path}', () => code(was?.path ?? migration.path)),
      because: `The change ${VERB[status]} it, and a shipped migration is not run again here.`,
      path: migration.path,
      line: null,
    }));
  const disordered = faults
    .filter(({ kind, paths }) => kind !== 'unrecognized-file' && !paths.some((path) => told.has(path)))
    .map(({ paths, detail }) => ({
      what: 'In which order the migrations run',
      because: detail,
      path: paths[0] ?? null,
      line: null,
    }));
  return [...changed, ...disordered];
}
