import { code } from '../lib/code.ts';
import type { CatalogObject } from '../model/catalog.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { factText } from './support/cause.ts';
import { differenceOf } from './support/difference.ts';
import { objectAtTheEnd } from './support/at-the-end.ts';
import { hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';

const LOGS = 'CREATE TABLE logs (line text);';

export default defineRule({
  id: 'definer-function-without-search-path',
  title: 'Function runs with its owner’s rights and the caller’s search path',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a `SECURITY DEFINER` function that the change creates, or makes one, without a `search_path` of its own.',
    why: 'The function runs with the rights of its owner, but names without a schema are looked up where the caller says. A caller who can create a table or function of the same name makes the owner use it.',
    instead: 'Give the function a fixed `search_path`.',
    references: [
      'https://www.postgresql.org/docs/current/sql-createfunction.html#SQL-CREATEFUNCTION-SECURITY',
    ],
  },
  examples: {
    bad: [
      {
        title: 'Names are looked up where the caller says',
        base: [LOGS],
        head: [
          {
            up: "CREATE FUNCTION log(text) RETURNS void LANGUAGE sql SECURITY DEFINER AS 'INSERT INTO logs VALUES ($1)';",
          },
        ],
      },
    ],
    good: [
      {
        title: 'A fixed search path',
        base: [LOGS],
        head: [
          {
            up: "CREATE FUNCTION log(text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS 'INSERT INTO logs VALUES ($1)';",
          },
        ],
      },
      {
        title: 'With the rights of the caller',
        base: [LOGS],
        head: [
          { up: "CREATE FUNCTION log(text) RETURNS void LANGUAGE sql AS 'INSERT INTO logs VALUES ($1)';" },
        ],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) => {
      const { added, altered } = differenceOf(place.statement);
      const exposed = altered.filter(({ before, after }) => isExposed(after) && !isExposed(before));
      return [...added.filter(isExposed), ...exposed.map(({ after }) => after)]
        .filter((object) => isExposed(objectAtTheEnd(rehearsal, object)))
        .map((object) => toHit(place, object));
    });
  },
});

/** The engine's own spelling: everything before the body stands on lines of its own. */
function isExposed(object: CatalogObject | null): boolean {
  if (object?.kind !== 'function') return false;
  const [head = ''] = factText(object, 'definition').split(/\n(?:AS \$|BEGIN ATOMIC|RETURN )/);
  return /\bSECURITY DEFINER\b/.test(head) && !/\n SET search_path\b/.test(head);
}

function toHit(place: Place, { name }: CatalogObject): Hit {
  return hitAt(place, {
    object: name,
    message: `${code(name)} runs with the rights of its owner and looks names up in the caller’s ${code('search_path')}; whoever can create objects there decides what it does.`,
    evidence: [],
    remedy: {
      text: 'Give it a search path of its own.',
      sql: [`ALTER FUNCTION ${name} SET search_path = pg_catalog, public, pg_temp`],
      rehearsed: false,
    },
  });
}
