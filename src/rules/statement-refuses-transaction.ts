import { answerAsCode, code } from '../lib/code.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { advice, hitAt } from './support/hit.ts';
import { objectOf, placesOf, summaryOf, type Place } from './support/place.ts';
import { isRefusedTransaction } from './support/refused-transaction.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';
const INDEX = 'CREATE INDEX CONCURRENTLY users_email_idx ON users (email);';

const OTHERWISE = 'Give it a migration of its own that the runner runs without a transaction.';

export default defineRule({
  id: 'statement-refuses-transaction',
  title: 'Statement refuses a transaction',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a statement that the engine runs only by itself, such as `CREATE INDEX CONCURRENTLY` or `VACUUM`, in a migration that runs in a transaction.',
    why: 'The server refuses it, and the whole migration is taken back.',
    instead:
      'Give the statement a migration of its own and tell the runner to use no transaction for it, in the way of your framework.',
    references: [
      'https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
      'https://www.sqlite.org/lang_vacuum.html',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A concurrent index in the migration’s transaction',
        base: [USERS],
        head: [{ up: INDEX, transaction: 'per-migration' }],
      },
      {
        title: 'A concurrent index in a transaction of the file’s own',
        base: [USERS],
        head: [{ up: `BEGIN;\n${INDEX}\nCOMMIT;`, transaction: 'none' }],
      },
      {
        title: 'SQLite: the file is to be made smaller, in the migration’s transaction',
        dialect: 'sqlite',
        base: ['CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);'],
        head: [{ up: 'VACUUM;', transaction: 'per-migration' }],
      },
      {
        title: 'SQLite: the journal is to change in a transaction of the file’s own',
        dialect: 'sqlite',
        base: ['CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);'],
        head: [{ up: 'BEGIN;\nPRAGMA journal_mode = wal;\nCOMMIT;', transaction: 'none' }],
      },
    ],
    good: [
      { title: 'Without a transaction', base: [USERS], head: [{ up: INDEX, transaction: 'none' }] },
      {
        title: 'Statements that commit one by one',
        base: [USERS],
        head: [{ up: `ALTER TABLE users ADD COLUMN phone text;\n${INDEX}`, transaction: 'per-statement' }],
      },
    ],
  },
  check(rehearsal) {
    const optOut = rehearsal.project.optOut ?? OTHERWISE;
    return placesOf(rehearsal)
      .filter(isRefusedTransaction)
      .map((place) => toHit(place, optOut));
  },
});

function toHit(place: Place, optOut: string): Hit {
  const error = place.statement.observation?.error ?? null;
  return hitAt(place, {
    object: objectOf(place),
    message: `${code(summaryOf(place))} cannot run in a transaction, and this migration runs it in one.`,
    evidence: error === null ? [] : [answerAsCode(error.message)],
    remedy: advice(optOut),
  });
}
