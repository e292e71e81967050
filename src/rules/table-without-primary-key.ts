import { code } from '../lib/code.ts';
import { objectsOf, type Catalog, type CatalogObject } from '../model/catalog.ts';
import type { RehearsedStatement } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { catalogAtTheEnd, objectAtTheEnd } from './support/at-the-end.ts';
import { differenceOf } from './support/difference.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { identityOf, objectsById } from './support/shipped.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY);';

export default defineRule({
  id: 'table-without-primary-key',
  title: 'Table without primary key',
  severity: 'note',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a table that the change creates and that has no primary key when the change ends. Partitions, temporary and unlogged tables are left out.',
    why: 'Nothing tells two equal rows apart: logical replication refuses updates and deletes, a batched backfill has nothing to go by, and a row that was written twice cannot be deleted once.',
    instead: 'Give the table a primary key.',
    references: ['https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-PRIMARY-KEYS'],
  },
  examples: {
    bad: [
      {
        title: 'Nothing tells its rows apart',
        base: [USERS],
        head: [{ up: 'CREATE TABLE logins (at timestamptz, name text);' }],
      },
    ],
    good: [
      {
        title: 'The key comes in a later statement',
        base: [USERS],
        head: [
          {
            up: 'CREATE TABLE logins (id bigint, at timestamptz);\nALTER TABLE logins ADD PRIMARY KEY (id);',
          },
        ],
      },
      {
        title: 'A table for the moment',
        base: [USERS],
        head: [{ up: 'CREATE TABLE scratch AS SELECT 1 AS one;\nDROP TABLE scratch;' }],
      },
    ],
  },
  check(rehearsal) {
    // Of a statement that was not run, the text alone does not tell.
    const ran = placesOf(rehearsal).filter(({ statement }) => statement.observation !== null);
    return ran.flatMap((place) =>
      differenceOf(place.statement)
        .added.filter(({ kind }) => kind === 'table')
        .map((table) => objectAtTheEnd(rehearsal, table))
        .filter((table) => table !== null)
        .filter((table) => isKept(table) && !hasPrimaryKey(catalogAtTheEnd(rehearsal), table))
        .flatMap((table) => hitWhereItWent(ran, place, table) ?? []),
    );
  },
});

/** A table whose rows are meant to last; a partition's key is that of the whole. */
function isKept({ facts }: CatalogObject): boolean {
  return facts['persistence'] === 'permanent' && facts['partitionOf'] === null;
}

function hasPrimaryKey(catalog: Catalog, { name }: CatalogObject): boolean {
  return objectsOf(catalog, 'constraint', name).some(({ facts }) => facts['type'] === 'primary-key');
}

/** At the statement that took the key away, when there was one. A runner knows by itself what its books need. */
function hitWhereItWent(ran: readonly Place[], created: Place, table: CatalogObject): Hit | null {
  const taken = ran.findLast(({ statement }) => takesKeyAway(statement, table));
  if (taken !== undefined) return hitThatIsGone(taken, table);
  const { statement } = created.statement;
  return statement.kind === 'readable' && statement.keepsBooks === true
    ? null
    : hitThatIsMissing(created, table);
}

/** Under whatever name the table went by then. */
function takesKeyAway({ before, after }: RehearsedStatement, table: CatalogObject): boolean {
  const [was, is] = [before, after].map((catalog) => objectsById(catalog).get(identityOf(table)));
  if (was === undefined || is === undefined) return false;
  return hasPrimaryKey(before, was) && !hasPrimaryKey(after, is);
}

const CONSEQUENCE =
  'nothing tells two equal rows apart, and logical replication refuses to update or delete them.';

function hitThatIsMissing(place: Place, { name }: CatalogObject): Hit {
  return hitAt(place, {
    object: name,
    message: `${code(name)} has no primary key: ${CONSEQUENCE}`,
    evidence: [],
    remedy: advice('Give it a primary key while it is empty.'),
  });
}

function hitThatIsGone(place: Place, { name }: CatalogObject): Hit {
  return hitAt(place, {
    object: name,
    message: `This statement takes the primary key of ${code(name)} away, and nothing gives it another: ${CONSEQUENCE}`,
    evidence: [],
    remedy: advice('Keep the primary key, or give the table another one in the same migration.'),
  });
}
