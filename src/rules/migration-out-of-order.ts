import { defineRule } from '../model/rule.ts';
import { faultHits } from './support/fault-hits.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';

export default defineRule({
  id: 'migration-out-of-order',
  title: 'Migration out of order',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a new migration whose version is lower than one that is shipped.',
    why: 'Databases that are past its version skip it or refuse to go on; new databases run it earlier than the shipped ones did, so the two end up with different schemas.',
    instead: 'Give it a version after the last shipped one.',
    references: ['https://documentation.red-gate.com/fd/flyway-out-of-order-setting-277579013.html'],
  },
  examples: {
    bad: [
      {
        title: 'A version between two shipped ones',
        base: [USERS, 'SELECT 1;', 'SELECT 2;'],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);', version: '0015' }],
      },
    ],
    good: [
      {
        title: 'The next version',
        base: [USERS, 'SELECT 1;'],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);' }],
      },
      {
        title: 'A gap does no harm',
        base: [USERS, 'SELECT 1;'],
        head: [{ up: 'CREATE TABLE teams (id bigint PRIMARY KEY);', version: '0090' }],
      },
    ],
  },
  check(rehearsal) {
    return faultHits(rehearsal, 'out-of-order', 'Give the file a version after the last shipped one.');
  },
});
