import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { CatalogObject } from '../model/catalog.ts';
import type { Change } from '../model/change.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { factText, kindWords } from './support/cause.ts';
import { differenceOf } from './support/difference.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { shippedObject } from './support/shipped.ts';
import { sentenceCase } from './support/words.ts';

const TABLES =
  'CREATE TABLE users (id bigint PRIMARY KEY, name text);\nCREATE VIEW names AS SELECT name FROM users;';

export default defineRule({
  id: 'cascade-reaches-further',
  title: 'CASCADE takes more than is named',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a `DROP … CASCADE` that took shipped objects along which the statement does not name, and lists them.',
    why: '`CASCADE` drops whatever depends on the object, in any schema, without asking: views, foreign keys of other tables, columns of a type. What depends on it in production can be more than the migrations know of.',
    instead:
      'Drop what depends on the object by its name, in the same migration and before the object, and leave `CASCADE` out: then a dependency that nobody thought of stops the migration.',
    references: ['https://www.postgresql.org/docs/current/ddl-depend.html'],
  },
  examples: {
    bad: [
      {
        title: 'A view goes with its table',
        base: [TABLES],
        head: [{ up: 'DROP TABLE users CASCADE;' }],
        also: ['drop-in-use'],
      },
    ],
    good: [
      {
        title: 'Each object by its name',
        base: [TABLES],
        head: [{ up: 'DROP VIEW names;\nDROP TABLE users;' }],
      },
      {
        title: 'Nothing depends on it',
        base: ['CREATE TABLE users (id bigint PRIMARY KEY, name text UNIQUE);'],
        head: [{ up: 'DROP TABLE users CASCADE;' }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const named = namedWithCascade(place);
      const taken = named.length === 0 ? [] : takenAlong(rehearsal, place, named);
      return taken.length === 0 ? [] : [toHit(place, named, taken)];
    });
  },
});

function namedWithCascade({ statement: { statement } }: Place): Change[] {
  if (statement.kind === 'unreadable') return [];
  return statement.changes.filter((change) => 'cascade' in change && change.cascade);
}

/** Shipped objects that are gone and neither named nor part of something that is. */
function takenAlong(rehearsal: Rehearsal, place: Place, named: readonly Change[]): CatalogObject[] {
  const { removed } = differenceOf(place.statement);
  const told = new Set(named.map(({ object }) => object));
  const gone = new Set(removed.filter((object) => !isPart(object)).map(({ name }) => name));
  const isNamed = (object: CatalogObject): boolean => {
    const { name, relation } = object;
    if (told.has(name) || [...told].some((prefix) => name.startsWith(`${prefix}.`))) return true;
    if (relation !== null && (told.has(relation) || gone.has(relation))) return true;
    const columnOwner = named.find((change) => change.kind === 'drop-column')?.relation;
    const owner = factText(object, 'ownedBy');
    return (
      (relation !== null && relation === columnOwner) || (owner !== '' && told.has(owner.split('.')[0] ?? ''))
    );
  };
  return removed.filter((object) => !isNamed(object) && shippedObject(rehearsal.shipped, object) !== null);
}

function isPart({ relation }: CatalogObject): boolean {
  return relation !== null;
}

function toHit(place: Place, named: readonly Change[], taken: readonly CatalogObject[]): Hit {
  const objects = listInWords(codes(named.map(({ object }) => object)));
  return hitAt(place, {
    object: named[0]?.object ?? '',
    message: `${code('CASCADE')} drops more than ${objects}: ${listInWords(taken.map((object) => `${kindWords(object)} ${code(object.name)}`))}.`,
    evidence: taken.map(
      (object) => `${sentenceCase(kindWords(object))} ${code(object.name)} is gone after the statement`,
    ),
    remedy: advice(
      'Drop these by name before it, if they are to go, and leave `CASCADE` out: then a dependency that nobody thought of stops the migration.',
    ),
  });
}
