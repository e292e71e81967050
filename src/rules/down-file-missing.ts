import { code } from '../lib/code.ts';
import { defineRule } from '../model/rule.ts';
import { advice, hitMigration } from './support/hit.ts';
import { provenWayBack } from './support/way-back.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'down-file-missing',
  title: 'Down file missing',
  severity: 'warn',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a migration without a down file in a folder whose other migrations have one.',
    why: 'The command that takes migrations back stops, or skips this one, in the middle of an incident.',
    instead: 'Add the down file; the rollback that Holdpoint generated and ran is a start.',
    references: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md'],
  },
  examples: {
    bad: [
      {
        title: 'The others have one',
        base: [USERS],
        downFiles: true,
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);' }],
      },
    ],
    good: [
      {
        title: 'It has one too',
        base: [USERS],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);', down: 'DROP TABLE teams;' }],
      },
      {
        title: 'A folder without down files',
        base: [USERS],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);' }],
      },
    ],
  },
  check(rehearsal) {
    if (!rehearsal.project.bringsDownFiles) return [];
    return rehearsal.migrations.flatMap((migration, at) => {
      const { migration: file } = migration.change;
      if (file.down !== null || migration.statements.length === 0) return [];
      const { rollback } = migration;
      const proven = rollback.outcome === 'restored';
      return [
        hitMigration(at, migration, {
          object: file.name,
          message: `Other migrations of this folder have a down file, ${code(file.version)} has none.`,
          evidence: [],
          remedy: proven ? provenWayBack(rollback) : advice('Write a down file for it.'),
        }),
      ];
    });
  },
});
