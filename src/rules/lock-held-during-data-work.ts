import { countOf } from '../lib/count-of.ts';
import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import { blocksAtLeast, strongerBlocks, type Blocks } from '../model/observation.ts';
import type { HeldLock, Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { isBorrowedLock } from './support/borrowed-lock.ts';
import { ownCommit } from './support/commit-apart.ts';
import { heldSince } from './support/held-since.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { isShippedRelation } from './support/shipped.ts';
import { distinct, whoWaits } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, age integer);';

export default defineRule({
  id: 'lock-held-during-data-work',
  title: 'Lock held during data work',
  severity: 'block',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a strong lock on a shipped table that is still held while a later statement of the same transaction does work that grows with data.',
    why: 'A lock lasts until the transaction ends. An `ALTER TABLE` that is instant by itself keeps everybody out for as long as the backfill, copy or validation behind it takes.',
    instead:
      'Commit between the two: put the schema change into one migration and the data work into the next one, or outside of migrations.',
    references: ['https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES'],
  },
  examples: {
    bad: [
      {
        title: 'A column is added and filled in one transaction',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN mail text;\nUPDATE users SET mail = lower(email);' }],
        also: ['unbatched-data-change'],
      },
      {
        title: 'Two migrations that the runner puts into one transaction',
        base: [USERS],
        head: [
          { up: 'ALTER TABLE users ADD COLUMN mail text;', transaction: 'all-pending' },
          { up: 'UPDATE users SET mail = lower(email);', transaction: 'all-pending' },
        ],
        also: ['rollback-impossible', 'unbatched-data-change'],
      },
      {
        title: 'A constraint is added and validated in one transaction',
        base: [USERS],
        head: [
          {
            up: 'ALTER TABLE users ADD CONSTRAINT age_sane CHECK (age >= 0) NOT VALID;\nALTER TABLE users VALIDATE CONSTRAINT age_sane;',
          },
        ],
      },
    ],
    good: [
      {
        title: 'Validated in a later migration',
        base: [USERS],
        head: [
          { up: 'ALTER TABLE users ADD CONSTRAINT age_sane CHECK (age >= 0) NOT VALID;' },
          { up: 'ALTER TABLE users VALIDATE CONSTRAINT age_sane;' },
        ],
      },
      {
        title: 'Two instant changes in one transaction',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN mail text;\nALTER TABLE users ADD COLUMN phone text;' }],
      },
      {
        title: 'Each statement commits by itself',
        base: [USERS],
        head: [
          {
            up: 'ALTER TABLE users ADD CONSTRAINT age_sane CHECK (age >= 0) NOT VALID;\nALTER TABLE users VALIDATE CONSTRAINT age_sane;',
            transaction: 'per-statement',
          },
        ],
      },
    ],
  },
  growsWithTable: true,
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const held = heldOverWork(rehearsal, place);
      return held.length === 0 ? [] : [toHit(rehearsal, place, held)];
    });
  },
});

/** Locks from before that keep others from more than the statement itself does. */
function heldOverWork(rehearsal: Rehearsal, place: Place): HeldLock[] {
  const { statement } = place;
  if (!statement.blocking || statement.effects.every(({ work }) => work === 'metadata')) return [];
  return statement.held.filter(
    ({ relation, blocks }) =>
      isShippedRelation(rehearsal, statement, relation) && !blocksAtLeast(ownBlocks(place, relation), blocks),
  );
}

/** What the statement keeps others from on the relation by its own work; held locks that add nothing are not news. */
function ownBlocks({ statement }: Place, relation: string): Blocks {
  return statement.effects
    .filter((effect) => effect.relation === relation && effect.work !== 'metadata')
    .filter((effect) => !isBorrowedLock(statement, effect))
    .reduce<Blocks>((strongest, effect) => strongerBlocks(strongest, effect.blocks), 'nothing');
}

function toHit(rehearsal: Rehearsal, place: Place, held: readonly HeldLock[]): Hit {
  const relations = distinct(held.map(({ relation }) => relation));
  return hitAt(place, {
    object: relations[0] ?? '',
    message: `The work of this statement grows with data while its transaction still holds ${countOf(held.length, 'lock')} from before; until it commits, ${whoWaits(held)}.`,
    evidence: held.map(
      (lock) => `${code(lock.lock)} on ${code(lock.relation)} since ${heldSince(rehearsal, place, lock)}`,
    ),
    remedy: advice(
      `Commit first: move this statement into ${ownCommit(place.migration)}, after the one that locks ${listInWords(codes(relations))}.`,
    ),
  });
}
