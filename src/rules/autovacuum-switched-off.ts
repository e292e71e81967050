import { code } from '../lib/code.ts';
import type { CatalogObject } from '../model/catalog.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { objectAtTheEnd } from './support/at-the-end.ts';
import { differenceOf } from './support/difference.ts';
import { factList } from './support/fact-list.ts';
import { hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';

const EVENTS = 'CREATE TABLE events (id bigint PRIMARY KEY);';

export default defineRule({
  id: 'autovacuum-switched-off',
  title: 'Autovacuum switched off',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a table for which autovacuum is off when the change ends, and was not before.',
    why: 'Dead rows are never cleaned up and statistics grow old: the table bloats, plans get worse, and in the end the server vacuums it anyway, against transaction wraparound, at a moment of its own.',
    instead: 'Leave autovacuum on and tune its thresholds for the table.',
    references: ['https://www.postgresql.org/docs/current/routine-vacuuming.html#AUTOVACUUM'],
  },
  examples: {
    bad: [
      {
        title: 'Off for good',
        base: [EVENTS],
        head: [{ up: 'ALTER TABLE events SET (autovacuum_enabled = false);' }],
      },
    ],
    good: [
      {
        title: 'Off while rows are loaded',
        base: [EVENTS],
        head: [
          {
            up: 'ALTER TABLE events SET (autovacuum_enabled = false);\nINSERT INTO events VALUES (900001);\nALTER TABLE events RESET (autovacuum_enabled);',
          },
        ],
      },
      {
        title: 'Tuned',
        base: [EVENTS],
        head: [{ up: 'ALTER TABLE events SET (autovacuum_vacuum_scale_factor = 0.01);' }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const { added, altered } = differenceOf(place.statement);
      const newlyOff = altered.filter(({ before, after }) => isOff(after) && !isOff(before));
      return [...added.filter(isOff), ...newlyOff.map(({ after }) => after)]
        .filter((table) => isOff(objectAtTheEnd(rehearsal, table)))
        .map((table) => toHit(place, table));
    });
  },
});

function isOff(object: CatalogObject | null): boolean {
  if (object?.kind !== 'table') return false;
  return factList(object, 'options').some((option) =>
    /^autovacuum_enabled=(?:false|off|no|0)$/i.test(option),
  );
}

function toHit(place: Place, { name }: CatalogObject): Hit {
  return hitAt(place, {
    object: name,
    message: `Autovacuum no longer looks after ${code(name)}: dead rows pile up and statistics grow old until somebody does it by hand.`,
    evidence: [],
    remedy: {
      text: 'Leave it on; tune its thresholds where it comes too often or too seldom.',
      sql: [`ALTER TABLE ${name} RESET (autovacuum_enabled)`],
      rehearsed: false,
    },
  });
}
