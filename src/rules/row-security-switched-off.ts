import { code } from '../lib/code.ts';
import { objectsOf, type CatalogObject } from '../model/catalog.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import { differenceOf, type Pair } from './support/difference.ts';
import { advice, hitAt } from './support/hit.ts';
import { placesOf, type Place } from './support/place.ts';
import { objectAtTheEnd } from './support/at-the-end.ts';
import { isShippedRelation } from './support/shipped.ts';

const NOTES =
  'CREATE TABLE notes (id bigint PRIMARY KEY, owner text);\nCREATE POLICY own ON notes USING (owner = current_user);\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;';

export default defineRule({
  id: 'row-security-switched-off',
  title: 'Row security switched off',
  severity: 'warn',
  dialects: ['postgres'],
  docs: {
    what: 'Looks for a shipped table whose row-level security is on before a statement and off when the change ends.',
    why: 'From then on every role that may read the table reads all of its rows, whatever its policies say. Nothing fails, so nobody notices.',
    instead:
      'Keep row-level security on and change the policies; switch it off only where the privileges on the table say the same.',
    references: ['https://www.postgresql.org/docs/current/ddl-rowsecurity.html'],
  },
  examples: {
    bad: [
      {
        title: 'Everybody sees everything',
        base: [NOTES],
        head: [{ up: 'ALTER TABLE notes DISABLE ROW LEVEL SECURITY;' }],
      },
    ],
    good: [
      {
        title: 'Off and on again around data work',
        base: [NOTES],
        head: [
          {
            up: "ALTER TABLE notes DISABLE ROW LEVEL SECURITY;\nINSERT INTO notes VALUES (900001, 'x');\nALTER TABLE notes ENABLE ROW LEVEL SECURITY;",
          },
        ],
      },
      {
        title: 'Another policy',
        base: [NOTES],
        head: [{ up: 'ALTER POLICY own ON notes USING (owner = session_user);' }],
      },
    ],
  },
  check(rehearsal) {
    return placesOf(rehearsal).flatMap((place) =>
      differenceOf(place.statement)
        .altered.filter(isSwitchedOff)
        .filter(({ before }) => isShippedRelation(rehearsal, place.statement, before.name))
        .filter(({ after }) => objectAtTheEnd(rehearsal, after)?.facts['rowSecurity'] === false)
        .map(({ before }) => toHit(place, before)),
    );
  },
});

function isSwitchedOff({ before, after }: Pair): boolean {
  return before.facts['rowSecurity'] === true && after.facts['rowSecurity'] === false;
}

function toHit(place: Place, { name }: CatalogObject): Hit {
  const policies = objectsOf(place.statement.before, 'policy', name);
  return hitAt(place, {
    object: name,
    message: `Row-level security of ${code(name)} is switched off: every role that may read the table now reads all of its rows.`,
    evidence: policies.map((policy) => `Policy ${code(policy.name)} no longer counts`),
    remedy: advice(`Keep row-level security on, and change the policies of ${code(name)} instead.`),
  });
}
