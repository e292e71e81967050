import { code } from '../lib/code.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { breakEvidence, whatBreaks } from './support/break-words.ts';
import type { Break } from './support/break.ts';
import { breaksOf } from './support/breaks.ts';
import { factText, type Cause } from './support/cause.ts';
import { hitAt, stepByStep } from './support/hit.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, code text, nickname varchar(50));';

export default defineRule({
  id: 'type-change-breaks-running-code',
  title: 'Type change breaks running code',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for a shipped column whose new type refuses what code written for the old type reads or writes; the old queries are tried.',
    why: 'Inserts and updates of the old code fail as soon as the change commits: a value is too long, out of range or of the wrong form for the new type.',
    instead:
      'Add a column of the new type beside the old one, write to both, fill it in batches, move the readers, and drop the old column in a later change.',
    references: ['https://www.postgresql.org/docs/current/sql-altertable.html'],
  },
  examples: {
    bad: [
      {
        title: 'Text becomes a number',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ALTER COLUMN code TYPE integer USING length(code);' }],
        also: ['table-rewrite-blocks', 'rollback-impossible'],
      },
    ],
    good: [
      {
        title: 'A longer text takes everything that the shorter one took',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ALTER COLUMN nickname TYPE varchar(200);' }],
      },
      {
        title: 'A second column of the new type',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN code_number integer;' }],
      },
    ],
  },
  check(rehearsal) {
    return breaksOf(rehearsal).flatMap((broken) =>
      broken.cause?.kind === 'type' ? [toHit(broken, broken.cause)] : [],
    );
  },
});

function toHit(broken: Break, { name, object, to }: Cause): Hit {
  const was = code(factText(object, 'type'));
  const [column, type] = [code(name), code(to ?? '')];
  return hitAt(broken.place, {
    object: name,
    message: `${column} changes from ${was} to ${type} while code written for ${was} still runs: ${whatBreaks(broken.probes)}.`,
    evidence: breakEvidence(broken),
    remedy: stepByStep(
      `Add a column of type ${type} beside ${column}, write to both, fill it in batches, move the readers, and drop ${column} in a later change.`,
    ),
  });
}
