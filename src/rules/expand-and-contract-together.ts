import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import type { Break } from './support/break.ts';
import { breaksOf } from './support/breaks.ts';
import { differenceOf } from './support/difference.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { isShippedRelation, shippedObject } from './support/shipped.ts';
import { sortedNames } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, full_name text);';

/** A column, or a whole table, that the change brings in the place of something shipped. */
interface Expansion {
  readonly place: Place;
  readonly object: string;
  readonly relation: string;
}

export default defineRule({
  id: 'expand-and-contract-together',
  title: 'Expand and contract together',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a change that brings something new to a shipped table and takes something away from the same table, which is two steps of an expand–contract migration in one.',
    why: 'Old and new code run side by side during a deploy. When the new shape comes and the old one goes at the same moment, there is no time at which both work: one of the two revisions fails, and there is no way back once the old shape is gone.',
    instead:
      'Ship the expansion, with code that writes to both shapes; fill the new one; move the readers; bake; and take the old shape away in a change of its own.',
    references: ['https://martinfowler.com/bliki/ParallelChange.html'],
  },
  examples: {
    bad: [
      {
        title: 'The new column comes and the old one goes',
        base: [USERS],
        head: [
          { up: 'ALTER TABLE users ADD COLUMN first_name text;' },
          { up: 'ALTER TABLE users DROP COLUMN full_name;' },
        ],
        also: ['drop-in-use'],
      },
    ],
    good: [
      {
        title: 'The expansion alone',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN first_name text;' }],
      },
      {
        title: 'The contraction alone, of something that was added long ago',
        base: [USERS, 'ALTER TABLE users ADD COLUMN first_name text;'],
        head: [{ up: 'ALTER TABLE users DROP COLUMN full_name;' }],
      },
      {
        title: 'Something new and something dropped on different tables',
        base: [`${USERS}\nCREATE TABLE faxes (id bigint PRIMARY KEY);`],
        head: [{ up: 'ALTER TABLE users ADD COLUMN first_name text;\nDROP TABLE faxes;' }],
      },
    ],
  },
  check(rehearsal) {
    const expansions = expansionsOf(rehearsal);
    const breaks = breaksOf(rehearsal).filter(({ cause }) => cause !== null && cause.kind !== 'stricter');
    return sortedNames(breaks.flatMap(({ relation }) => relation ?? [])).flatMap((relation) => {
      const broken = breaks.filter((one) => one.relation === relation);
      const added = nearest(
        expansions.filter((one) => one.relation === relation && !isItself(one, broken)),
        broken,
      );
      const last = broken.at(-1);
      return added.length === 0 || last === undefined ? [] : [toHit(last, relation, added, broken)];
    });
  },
});

/** A required column that breaks by being added is one step, told by another rule. */
function isItself(expansion: Expansion, breaks: readonly Break[]): boolean {
  return breaks.every(
    ({ place, object }) => place.statement === expansion.place.statement && object === expansion.object,
  );
}

/** What comes in the migration that breaks something, else what came before it; nobody moves to what comes later. */
function nearest(expansions: readonly Expansion[], breaks: readonly Break[]): readonly Expansion[] {
  const isBefore = (near: (expansion: number, broken: number) => boolean): Expansion[] =>
    expansions.filter(({ place }) => breaks.some((broken) => near(place.at, broken.place.at)));
  const together = isBefore((expansion, broken) => expansion === broken);
  return together.length > 0 ? together : isBefore((expansion, broken) => expansion < broken);
}

function expansionsOf(rehearsal: Rehearsal): Expansion[] {
  return placesOf(rehearsal).flatMap((place) =>
    differenceOf(place.statement).added.flatMap((object): Expansion[] => {
      if (shippedObject(rehearsal.shipped, object) !== null) return [];
      if (object.kind === 'table') return [{ place, object: object.name, relation: object.name }];
      const { relation } = object;
      if (object.kind !== 'column' || relation === null) return [];
      return isShippedRelation(rehearsal, place.statement, relation)
        ? [{ place, object: object.name, relation }]
        : [];
    }),
  );
}

/** Where the other part stands, seen from the hit. */
function whereOf(here: Place, { migration, statement }: Place): string {
  const line = `line ${statement.statement.span.line}`;
  return migration === here.migration ? `in ${line}` : `in ${code(migration.change.migration.path)}, ${line}`;
}

/** What the change does, and the beginning of what to do instead. */
function wordsFor(bring: string, take: string, breaks: readonly Break[]): { does: string; next: string } {
  const keep = `Keep the part that adds ${bring} here;`;
  if (bring !== take)
    return {
      does: `brings ${bring} and breaks ${take}`,
      next: `${keep} move the part that changes ${take} to`,
    };
  if (breaks.every(({ cause }) => cause?.kind === 'required-column'))
    return { does: `adds ${bring} and requires it`, next: `${keep} require it in` };
  return {
    does: `takes ${take} away and brings something else of the same name`,
    next: `Give what is new a name of its own, and take ${take} away in`,
  };
}

function toHit(last: Break, relation: string, added: readonly Expansion[], breaks: readonly Break[]): Hit {
  const brought = sortedNames(added.map(({ object }) => object));
  const taken = sortedNames(breaks.map(({ object }) => object));
  const [bring, take] = [listInWords(codes(brought), NAMED), listInWords(codes(taken), NAMED)];
  const { does, next } = wordsFor(bring, take, breaks);
  return hitAt(last.place, {
    object: relation,
    message: `One change ${does}; there is no moment at which the code that runs today and the new code both work.`,
    evidence: added.map(({ place, object }) => `${code(object)} is added ${whereOf(last.place, place)}`),
    remedy: advice(`${next} a later change, after the bake period.`),
  });
}

const NAMED = 4;
