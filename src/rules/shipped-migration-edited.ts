import { code } from '../lib/code.ts';
import type { ChangedMigration } from '../model/migration.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { advice, hitHistory } from './support/hit.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'shipped-migration-edited',
  title: 'Shipped migration edited',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a migration of the target branch that the change edits, renames or deletes.',
    why: 'Databases that ran it already do not run it again: they keep the old schema, new ones get the new one, and runners that compare checksums refuse to go on.',
    instead: 'Put the file back as it was, and make the difference a migration of its own.',
    references: ['https://documentation.red-gate.com/fd/checksums-273973466.html'],
  },
  examples: {
    bad: [
      {
        title: 'A column added to a shipped file',
        base: [USERS],
        rewritten: { 0: 'CREATE TABLE users (id bigint PRIMARY KEY, email text, phone text);' },
        head: [],
      },
      { title: 'A shipped file deleted', base: [USERS, 'SELECT 1;'], rewritten: { 1: null }, head: [] },
    ],
    good: [
      {
        title: 'The difference as a new migration',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN phone text;' }],
      },
      {
        title: 'The file with the same bytes',
        base: [USERS],
        rewritten: { 0: USERS },
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);' }],
      },
    ],
  },
  check(rehearsal) {
    return rehearsal.notRun.flatMap((change) => (change.status === 'added' ? [] : [toHit(change)]));
  },
});

function toHit(change: ChangedMigration): Hit {
  const { migration } = change;
  return hitHistory(migration.path, {
    object: migration.name,
    message: `${whatHappened(change)}. Databases that ran it keep what it was; others get what it is now.`,
    evidence: evidenceOf(change),
    remedy: advice(
      `Put ${code(change.was?.path ?? migration.path)} back as it was, and make the difference a new migration.`,
    ),
  });
}

function whatHappened({ status, migration, was }: ChangedMigration): string {
  const shipped = `Migration ${code(migration.version)} is shipped and is ${status}`;
  return status === 'renamed' && was !== null
    ? `${shipped}: ${code(was.path)} becomes ${code(migration.path)}`
    : shipped;
}

function evidenceOf({ migration, was }: ChangedMigration): string[] {
  if (was === null || was.checksum === migration.checksum) return [];
  return [`SHA-256 was ${code(was.checksum.slice(0, 12))} and is ${code(migration.checksum.slice(0, 12))}`];
}
