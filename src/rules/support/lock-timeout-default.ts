import type { Rehearsal, RehearsedMigration, RehearsedStatement } from '../../model/rehearsal.ts';
import { lockTimeoutSetting } from './lock-timeout-setting.ts';

/**
 * The rehearsal as it would be in sessions that begin with a lock timeout: the one of the configuration, else the one
 * that earlier migrations gave the role or the database, which only new sessions see. What the migration sets itself
 * stays.
 */
export function withLockTimeoutDefault(rehearsal: Rehearsal, milliseconds: number | null): Rehearsal {
  const migrations = rehearsal.migrations.map((migration) => {
    const [first] = migration.statements;
    const told = milliseconds ?? (first === undefined ? null : lockTimeoutSetting(first.before));
    return told === null || told === 0 ? migration : withDefault(migration, told);
  });
  return { ...rehearsal, migrations };
}

/** The migration's own setting, and how long it counts. */
interface OwnSetting {
  /** Transaction that it ends with; null when it lasts. */
  readonly until: number | null;
}

function withDefault(migration: RehearsedMigration, milliseconds: number): RehearsedMigration {
  let own: OwnSetting | null = null;
  const statements = migration.statements.map((statement) => {
    if (own?.until !== null && own?.until !== statement.transaction) own = null;
    const isDefault = own === null && (statement.lockTimeout ?? 0) === 0;
    own = settingAfter(statement, own);
    return isDefault ? { ...statement, lockTimeout: milliseconds } : statement;
  });
  return { ...migration, statements };
}

function settingAfter(
  { statement, transaction }: RehearsedStatement,
  own: OwnSetting | null,
): OwnSetting | null {
  if (statement.kind === 'unreadable') return own;
  return statement.changes.reduce((setting, change) => {
    if (change.kind !== 'set-setting') return setting;
    if (change.setting !== 'lock_timeout' && change.setting !== 'all') return setting;
    if (change.value === null) return null;
    return { until: change.local ? transaction : null };
  }, own);
}
