import { code } from '../lib/code.ts';
import { isBlankedOut } from '../model/migration.ts';
import { defineRule } from '../model/rule.ts';
import { hitMigration } from './support/hit.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'migration-without-statement',
  title: 'Migration without a statement',
  severity: 'note',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a migration that is empty or holds nothing but comments, beside others that do something. A change that holds no statement at all is unknown instead.',
    why: 'It changes nothing and takes a version. That can be meant so, where another database of the same project needs the version, or be a file that was committed too early.',
    instead: 'Say in a comment why it is empty, or leave it out.',
    references: ['https://martinfowler.com/articles/evodb.html'],
  },
  examples: {
    bad: [
      {
        title: 'Nothing but a comment',
        base: [USERS],
        head: [
          { up: 'CREATE TABLE teams (id bigint PRIMARY KEY);' },
          { up: '-- MySQL needs this version.\n' },
        ],
      },
    ],
    good: [
      { title: 'A change that holds nothing at all is unknown', base: [USERS], head: [{ up: '-- later\n' }] },
      {
        title: 'One statement',
        base: [USERS],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);' }],
      },
    ],
  },
  check({ migrations }) {
    if (migrations.every(({ statements }) => statements.length === 0)) return [];
    return migrations.flatMap((migration, at) => {
      const { name, path, up } = migration.change.migration;
      if (migration.statements.length > 0 || up.defect !== null || isBlankedOut(up)) return [];
      const message = `${code(path)} holds no statement: it takes a version and changes nothing.`;
      return [hitMigration(at, migration, { object: name, message, evidence: [], remedy: null })];
    });
  },
});
