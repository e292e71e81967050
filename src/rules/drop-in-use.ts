import { code } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import type { CatalogObject } from '../model/catalog.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { breakEvidence, whatBreaks } from './support/break-words.ts';
import type { Break } from './support/break.ts';
import { breaksOf } from './support/breaks.ts';
import { carriedOver } from './support/carried-over.ts';
import { kindWords, type Cause } from './support/cause.ts';
import { isBuiltAnew } from './support/healed.ts';
import { advice, hitAt, stepByStep } from './support/hit.ts';
import { sentenceCase } from './support/words.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, fax text);';

export default defineRule({
  id: 'drop-in-use',
  title: 'Drop of something in use',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a shipped table, column, view, sequence or function that is dropped, and for a shipped index, constraint, policy, trigger or type whose drop makes queries of the shipped schema fail.',
    why: 'During a rolling deploy the code of before is still running: its queries fail from the moment the drop commits. What the object held is gone, and no rollback brings it back.',
    instead:
      'Ship code that no longer uses the object, let it run for the bake period, and drop the object in a later change, after a backup. A view or function that is dropped and created anew in the same transaction is not reported.',
    references: ['https://martinfowler.com/bliki/ParallelChange.html'],
  },
  examples: {
    bad: [
      {
        title: 'A column that running code reads and writes',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users DROP COLUMN fax;' }],
      },
      { title: 'A table', base: [USERS], head: [{ up: 'DROP TABLE users;' }] },
      {
        title: 'The unique index that an upsert relies on',
        base: [`${USERS}\nCREATE UNIQUE INDEX users_email_idx ON users (email);`],
        head: [{ up: 'DROP INDEX CONCURRENTLY users_email_idx;', transaction: 'none' }],
      },
    ],
    good: [
      {
        title: 'A view that is created anew before the transaction commits',
        base: [`${USERS}\nCREATE VIEW contacts AS SELECT id, email FROM users;`],
        head: [{ up: 'DROP VIEW contacts;\nCREATE VIEW contacts AS SELECT id, email, fax FROM users;' }],
      },
      {
        title: 'An index that only makes queries fast',
        base: [`${USERS}\nCREATE INDEX users_email_idx ON users (email);`],
        head: [{ up: 'DROP INDEX CONCURRENTLY users_email_idx;', transaction: 'none' }],
      },
      {
        title: 'A table that the same change created',
        base: [USERS],
        head: [{ up: 'CREATE TABLE scratch (id bigint);' }, { up: 'DROP TABLE scratch;' }],
      },
    ],
  },
  check(rehearsal) {
    return breaksOf(rehearsal).flatMap((broken) =>
      broken.cause?.kind === 'drop' ? [toHit(rehearsal, broken, broken.cause)] : [],
    );
  },
});

function toHit(rehearsal: Rehearsal, broken: Break, { object }: Cause): Hit {
  const breaks = whatBreaks(broken.probes);
  const consequence = breaks === '' ? 'queries that use it fail' : breaks;
  if (isBuiltAnew(object, broken.place)) return builtAnewHit(broken, object, consequence);
  const advise = object.kind === 'table' || object.kind === 'column' ? stepByStep : advice;
  return hitAt(broken.place, {
    object: object.name,
    message: `${sentenceCase(kindWords(object))} ${code(object.name)} is dropped while code written for the shipped schema still runs: ${consequence}.${lossWords(rehearsal, broken, object)}`,
    evidence: breakEvidence(broken),
    remedy: advise(
      `Ship code that does not use ${code(object.name)}, let it run for the bake period, then drop it in a later change.`,
    ),
  });
}

/** What is dropped comes back, but not as the code needs it. */
function builtAnewHit(broken: Break, { name }: CatalogObject, consequence: string): Hit {
  return hitAt(broken.place, {
    object: name,
    message: `Table ${code(name)} is dropped and built anew while code written for the shipped schema runs; with the new one ${consequence}.`,
    evidence: breakEvidence(broken),
    remedy: advice(
      `Build ${code(name)} anew with everything that running code relies on: its columns, keys, unique indexes and the rows that refer to it.`,
    ),
  });
}

function lossWords(rehearsal: Rehearsal, { place }: Break, lost: CatalogObject): string {
  const loss = place.statement.dataLoss.find(({ object }) => object === lost.name);
  if (loss === undefined) return '';
  const carried = carriedOver(rehearsal, place, lost);
  if (carried !== null) return ` What ${carried} is gone for good.`;
  const seen = loss.rows > 0 ? ` (${countOf(loss.rows, 'synthetic row')} in the rehearsal)` : '';
  return ` What it holds is gone for good${seen}.`;
}
