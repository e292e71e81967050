import type { Rehearsal, RehearsedMigration, RehearsedStatement } from '../../model/rehearsal.ts';

/**
 * The rehearsal as it would be for a role with a lock timeout of its own: statements that had none get the default,
 * unless the migration itself has touched the setting before.
 */
export function withLockTimeoutDefault(rehearsal: Rehearsal, milliseconds: number | null): Rehearsal {
  if (milliseconds === null) return rehearsal;
  const migrations = rehearsal.migrations.map((migration) => withDefault(migration, milliseconds));
  return { ...rehearsal, migrations };
}

function withDefault(migration: RehearsedMigration, milliseconds: number): RehearsedMigration {
  const first = migration.statements.findIndex(setsLockTimeout);
  const statements = migration.statements.map((statement, index) =>
    (statement.lockTimeout ?? 0) === 0 && (first === -1 || index < first)
      ? { ...statement, lockTimeout: milliseconds }
      : statement,
  );
  return { ...migration, statements };
}

function setsLockTimeout({ statement }: RehearsedStatement): boolean {
  if (statement.kind === 'unreadable') return false;
  return statement.changes.some(
    (change) => change.kind === 'set-setting' && change.setting === 'lock_timeout',
  );
}
