import { defineRule } from '../model/rule.ts';
import { faultHits } from './support/fault-hits.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'duplicate-version',
  title: 'Duplicate version',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  alwaysCounts: 'which of the two files runs is not for one of them to say.',
  docs: {
    what: 'Looks for two migrations with the same version.',
    why: 'A runner keeps one entry for each version: it runs one of the two and takes the other for done, or refuses to start. It often happens when two branches take the same next number.',
    instead: 'Give the newer one the next free version.',
    references: ['https://github.com/golang-migrate/migrate/blob/master/MIGRATIONS.md'],
  },
  examples: {
    bad: [
      {
        title: 'Two branches took the same number',
        base: [USERS, 'SELECT 1;'],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);', version: '0020' }],
      },
    ],
    good: [
      {
        title: 'Each has its own',
        base: [USERS, 'SELECT 1;'],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);', version: '0030' }],
      },
      {
        title: 'Up and down of one version',
        base: [USERS],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);', down: 'DROP TABLE teams;' }],
      },
    ],
  },
  check(rehearsal) {
    return faultHits(rehearsal, 'duplicate-version', 'Give the newer migration the next free version.');
  },
});
