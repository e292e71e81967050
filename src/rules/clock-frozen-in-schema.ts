import { code } from '../lib/code.ts';
import type { CatalogObject } from '../model/catalog.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { factText, kindWords } from './support/cause.ts';
import { differenceOf } from './support/difference.ts';
import { hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, name text);';

export default defineRule({
  id: 'clock-frozen-in-schema',
  title: 'The time of the migration is kept for good',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: "Looks for a default, view or constraint in which `'now'` or `'today'` became the moment at which the migration runs.",
    why: "`'now'` as a date or time is read when the definition is stored, not when it is used: every later row gets the day of the migration.",
    instead: 'Write `now()` or `CURRENT_DATE`, which are evaluated each time.',
    references: [
      'https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-CURRENT',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A default that never changes',
        base: [USERS],
        head: [{ up: "ALTER TABLE users ADD COLUMN joined timestamp DEFAULT 'now';" }],
      },
      {
        title: 'A view of the day on which it was created',
        base: ['CREATE TABLE visits (id bigint PRIMARY KEY, at timestamp);'],
        head: [{ up: "CREATE VIEW recent AS SELECT id FROM visits WHERE at > 'yesterday'::timestamp;" }],
      },
    ],
    good: [
      {
        title: 'The time of each row',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN joined timestamp DEFAULT now();' }],
      },
      {
        title: 'A date that is meant',
        base: [USERS],
        head: [{ up: "ALTER TABLE users ADD COLUMN since date DEFAULT '2026-01-01';" }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const word = SPECIAL.exec(place.statement.statement.sql)?.[0];
      return word === undefined ? [] : frozenBy(place).map((object) => toHit(place, object, word));
    });
  },
});

/** Inputs that are read as a moment at once. */
const SPECIAL = /'\s*(?:now|today|tomorrow|yesterday)\s*'/i;
/** A date or time as the engine stores it. */
const MOMENT = /'\d{4,}-\d\d-\d\d[^']*'::(?:date|timestamp)/g;

/** What the statement made or altered and that holds a moment now. */
function frozenBy({ statement }: Place): CatalogObject[] {
  const { added, altered } = differenceOf(statement);
  const changed = altered.filter(({ before, after }) => momentsIn(after) > momentsIn(before));
  return [...added.filter((object) => momentsIn(object) > 0), ...changed.map(({ after }) => after)];
}

function momentsIn(object: CatalogObject): number {
  if (object.kind === 'function') return 0;
  return `${factText(object, 'default')} ${factText(object, 'definition')}`.match(MOMENT)?.length ?? 0;
}

function toHit(place: Place, object: CatalogObject, word: string): Hit {
  const what = object.kind === 'column' ? 'default' : kindWords(object);
  return hitAt(place, {
    object: object.name,
    message: `${code(word)} is read once, when this statement runs: the ${what} ${object.kind === 'column' ? 'of ' : ''}${code(object.name)} holds that moment for good.`,
    evidence: ['The engine stores a date in the definition'],
    remedy: {
      text: 'Write `now()` or `CURRENT_DATE`, which are evaluated each time.',
      sql: [],
      rehearsed: false,
    },
  });
}
