import { defineRule } from '../model/rule.ts';
import { faultHits } from './support/fault-hits.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'unrecognized-file',
  title: 'File not recognized',
  severity: 'warn',
  dialects: ['postgres', 'sqlite'],
  alwaysCounts: 'nobody knows what is in a file that is not read.',
  docs: {
    what: 'Looks for an SQL file in the folder that does not follow the layout of the others, so that it is no migration for the reader of the folder.',
    why: 'Nothing in it was rehearsed. When the runner reads file names in another way than the layout says, it runs something that nobody looked at.',
    instead: 'Name it like the others, move it out of the folder, or tell Holdpoint the layout.',
    references: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md'],
  },
  examples: {
    bad: [
      {
        title: 'A file without a version',
        base: [USERS, 'SELECT 1;'],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);', version: '' }],
      },
    ],
    good: [
      {
        title: 'Named like the others',
        base: [USERS, 'SELECT 1;'],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);' }],
      },
      {
        title: 'The down file of a migration',
        base: [USERS, 'SELECT 1;'],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);', down: 'DROP TABLE teams;' }],
      },
    ],
  },
  check(rehearsal) {
    return faultHits(
      rehearsal,
      'unrecognized-file',
      'Name the file like the others, move it out of the folder, or configure the layout.',
    );
  },
});
