import { code } from '../lib/code.ts';
import { findObject, objectsOf, type CatalogObject } from '../model/catalog.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { differenceOf } from './support/difference.ts';
import { advice, hitAt } from './support/hit.ts';
import { lastOfTransaction, placesOf, type Place } from './support/place.ts';
import { isShippedRelation } from './support/shipped.ts';

const EVENTS = 'CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz NOT NULL);';

export default defineRule({
  id: 'replica-identity-lost',
  title: 'Rows lose their identity',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a shipped table whose primary key is dropped and not replaced in the same transaction, while its replica identity is that key.',
    why: 'Logical replication and change data capture tell rows apart by the primary key. Without one, `UPDATE` and `DELETE` on a published table fail; and nothing keeps duplicates out any more.',
    instead:
      'Put the new key in the place of the old one in one transaction, with an index that is built concurrently before; or set `REPLICA IDENTITY` first.',
    references: [
      'https://www.postgresql.org/docs/current/logical-replication-publication.html#LOGICAL-REPLICATION-PUBLICATION-REPLICA-IDENTITY',
    ],
  },
  examples: {
    bad: [
      {
        title: 'The primary key goes',
        base: [EVENTS],
        head: [{ up: 'ALTER TABLE events DROP CONSTRAINT events_pkey;' }],
        also: ['drop-in-use'],
      },
    ],
    good: [
      {
        title: 'Another key takes its place at once',
        base: [`${EVENTS}\nCREATE UNIQUE INDEX events_key ON events (id, at);`],
        head: [
          {
            up: 'ALTER TABLE events DROP CONSTRAINT events_pkey, ADD CONSTRAINT events_pkey PRIMARY KEY USING INDEX events_key;',
          },
        ],
      },
      {
        title: 'Rows are told apart by all of their columns',
        base: [EVENTS],
        head: [
          {
            up: 'ALTER TABLE events REPLICA IDENTITY FULL;\nALTER TABLE events DROP CONSTRAINT events_pkey;',
          },
        ],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) =>
      differenceOf(place.statement)
        .removed.filter(isPrimaryKey)
        .filter(
          ({ relation }) => relation !== null && isShippedRelation(rehearsal, place.statement, relation),
        )
        .filter((key) => isWithoutIdentity(rehearsal, place, key.relation ?? ''))
        .map((key) => toHit(place, key)),
    );
  },
});

function isPrimaryKey({ kind, facts }: CatalogObject): boolean {
  return kind === 'constraint' && facts['type'] === 'primary-key';
}

/** The table stays, without a primary key and without another identity, when the transaction commits. */
function isWithoutIdentity(rehearsal: Rehearsal, place: Place, relation: string): boolean {
  const { after } = lastOfTransaction(rehearsal, place);
  const table = findObject(after, 'table', relation);
  if (table?.facts['replicaIdentity'] !== 'default') return false;
  return !objectsOf(after, 'constraint', relation).some(isPrimaryKey);
}

function toHit(place: Place, { name, relation }: CatalogObject): Hit {
  const table = code(relation ?? '');
  return hitAt(place, {
    object: relation ?? '',
    message: `Without ${code(name)}, nothing tells the rows of ${table} apart: where the table is published, every ${code('UPDATE')} and ${code('DELETE')} fails, and duplicates are let in.`,
    evidence: [`${code(name)} is gone, and the replica identity of ${table} is its primary key`],
    remedy: advice(
      `Put a new primary key in its place in the same transaction, or set ${code(`ALTER TABLE ${relation ?? ''} REPLICA IDENTITY`)} first.`,
    ),
  });
}
