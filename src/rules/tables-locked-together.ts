import { codes } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { findObject, objectsOf, type Catalog } from '../model/catalog.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { factText } from './support/cause.ts';
import { ownCommit } from './support/commit-apart.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, transactionKey, type Place } from './support/place.ts';
import { isShippedRelation } from './support/shipped.ts';
import { TABLE_LOCKS } from './support/table-locks.ts';
import { sortedNames } from './support/words.ts';

const TABLES =
  'CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE teams (id bigint PRIMARY KEY);\nCREATE TABLE plans (id bigint PRIMARY KEY);';
const NOTES =
  'ALTER TABLE users ADD COLUMN note text;\nALTER TABLE teams ADD COLUMN note text;\nALTER TABLE plans ADD COLUMN note text;';
const TWO_NOTES = 'ALTER TABLE users ADD COLUMN note text;\nALTER TABLE teams ADD COLUMN note text;';

export default defineRule({
  id: 'tables-locked-together',
  title: 'Several tables locked at once',
  severity: 'note',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a transaction that locks one shipped table against writers and, in a later statement, another one: two where a foreign key joins them, or a column named after the other, so that the application uses them together, or three of any kind.',
    why: 'The first table stays locked while the migration waits for the second. The more tables, the longer the wait of everybody, and the likelier a deadlock with transactions that use them in another order.',
    instead: 'Give each table a migration of its own, so that its lock ends with it.',
    references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-DEADLOCKS'],
  },
  examples: {
    bad: [
      { title: 'Three tables in one transaction', base: [TABLES], head: [{ up: NOTES }] },
      {
        title: 'Two tables that are used together',
        base: [`${TABLES}\nALTER TABLE users ADD COLUMN team_id bigint REFERENCES teams;`],
        head: [{ up: TWO_NOTES }],
      },
    ],
    good: [
      {
        title: 'One table and the sequences that go with it',
        base: ['CREATE TABLE tickets (id bigserial PRIMARY KEY, number bigserial);'],
        head: [{ up: 'DROP TABLE tickets;' }],
        also: ['drop-in-use'],
      },
      {
        title: 'Two tables that have nothing to do with each other',
        base: [TABLES],
        head: [{ up: TWO_NOTES }],
      },
      {
        title: 'Each statement commits by itself',
        base: [TABLES],
        head: [{ up: NOTES, transaction: 'per-statement' }],
      },
      {
        title: 'One table, twice',
        base: [TABLES],
        head: [{ up: 'ALTER TABLE users ADD COLUMN note text;\nALTER TABLE users ADD COLUMN mail text;' }],
      },
    ],
  },
  options: [
    {
      name: 'most',
      kind: 'count',
      what: 'So many tables may be locked at once.',
      usual: 1,
    },
  ],
  check(rehearsal, { options }) {
    const most = options.get('most') ?? 1;
    const last = new Map<string, { place: Place; relations: string[] }>();
    for (const place of placesOf(rehearsal)) {
      const relations = lockedAt(rehearsal, place);
      if (relations !== null) last.set(transactionKey(rehearsal, place), { place, relations });
    }
    const over = [...last.values()].filter(({ relations }) => relations.length > most);
    return over.map(({ place, relations }) => toHit(place, relations));
  },
});

/** Shipped tables that are locked when the statement has locked one more; null when it does not, or is the first. */
function lockedAt(rehearsal: Rehearsal, { statement }: Place): string[] | null {
  const isTable = (relation: string): boolean =>
    isShippedRelation(rehearsal, statement, relation) &&
    findObject(statement.before, 'sequence', relation) === null;
  const strong = (locks: readonly { relation: string; lock: string }[]): string[] =>
    locks
      .filter(({ relation, lock }) => TABLE_LOCKS.has(lock) && isTable(relation))
      .map(({ relation }) => relation);
  const [held, own] = [strong(statement.held), strong(statement.effects)];
  const isNews = own.some((relation) => !held.includes(relation));
  const relations = sortedNames([...held, ...own]);
  if (held.length === 0 || !isNews) return null;
  return relations.length >= MANY || areJoined(relations, statement.before) ? relations : null;
}

/** So many tables are worth a word also where no foreign key tells that they are used together. */
const MANY = 3;

function areJoined(relations: readonly string[], catalog: Catalog): boolean {
  const keys = objectsOf(catalog, 'constraint').some((constraint) => {
    const [from, to] = [constraint.relation ?? '', factText(constraint, 'references')];
    return from !== to && relations.includes(from) && relations.includes(to);
  });
  return keys || relations.some((relation) => namesAnother(relation, relations, catalog));
}

/** A column such as `customer_id` beside a table `customers`: many schemas declare no foreign keys. */
function namesAnother(relation: string, relations: readonly string[], catalog: Catalog): boolean {
  const columns = objectsOf(catalog, 'column', relation).map(({ name }) => name.slice(relation.length + 1));
  const named = columns.flatMap((column) => /^(\w+)_id$/.exec(column)?.[1] ?? []);
  const plurals = named.flatMap((name) => [name, `${name}s`, `${name}es`, name.replace(/y$/, 'ies')]);
  return relations.some((other) => other !== relation && plurals.includes(other));
}

function toHit(place: Place, relations: readonly string[]): Hit {
  return hitAt(place, {
    object: relations[0] ?? '',
    message: `From this statement on, one transaction keeps writers out of ${countOf(relations.length, 'table')} at once: ${listInWords(codes(relations))}. One that uses them in another order can end in a deadlock with it.`,
    evidence: [],
    remedy: advice(`Give each table ${ownCommit(place.migration)}, so that its lock ends with it.`),
  });
}
