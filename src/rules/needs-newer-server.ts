import { code } from '../lib/code.ts';
import { findObject, objectsOf, type Catalog } from '../model/catalog.ts';
import { DIALECT_NAME, type DialectId } from '../model/project.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import type { ServerFeature } from '../model/server-feature.ts';
import { versionWords } from '../model/server-version.ts';
import { advice, hitAt } from './support/hit.ts';
import { objectOf, placesOf, summaryOf, type Place } from './support/place.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text);';
const EVENTS = 'CREATE TABLE events (id bigint, day date) PARTITION BY RANGE (day);';
const LITE_USERS = 'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, note TEXT);';
const OWN_UUID = 'CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql AS $$ SELECT gen_random_uuid() $$;';

export default defineRule({
  id: 'needs-newer-server',
  title: 'Statement needs a newer server',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks for syntax, built-in functions, server parameters and predefined roles that the configured version of the database does not have yet. Needs `server-version`; without it, nothing is reported.',
    why: 'The change runs where it is rehearsed, on a newer server, and fails in production: at best at once, at worst half-way through a deploy.',
    instead:
      'Write it in the way that the older server has, or upgrade the server first. All that is known of versions is listed in docs/server-versions.md.',
    references: [
      'https://www.postgresql.org/docs/release/',
      'https://www.postgresql.org/support/versioning/',
      'https://www.sqlite.org/changes.html',
    ],
  },
  examples: {
    bad: [
      {
        title: 'A virtual column on a server that only stores',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN mail text GENERATED ALWAYS AS (lower(email)) VIRTUAL;' }],
        serverVersion: 17,
      },
      {
        title: 'A default from a function that is not there yet',
        base: [USERS],
        head: [{ up: 'CREATE TABLE tokens (id uuid DEFAULT uuidv7(), user_id bigint);' }],
        serverVersion: 16,
      },
      {
        title: 'SQLite: a column dropped where the library cannot',
        dialect: 'sqlite',
        base: [LITE_USERS],
        head: [{ up: 'ALTER TABLE users DROP COLUMN note;' }],
        serverVersion: 34,
        also: ['database-locked-during-work', 'drop-in-use'],
      },
      {
        title: 'What is new on partitioned tables only',
        base: [USERS, EVENTS],
        head: [{ up: 'ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES users (id) NOT VALID;' }],
        serverVersion: 15,
      },
    ],
    good: [
      {
        title: 'The server is new enough',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD COLUMN mail text GENERATED ALWAYS AS (lower(email)) VIRTUAL;' }],
        serverVersion: 18,
      },
      {
        title: 'SQLite: the library is new enough',
        dialect: 'sqlite',
        base: [LITE_USERS],
        head: [{ up: 'ALTER TABLE users RENAME COLUMN note TO remark;' }],
        serverVersion: 25,
      },
      {
        title: 'A function of the database’s own under the name of a newer one',
        base: [OWN_UUID],
        head: [{ up: 'CREATE TABLE tokens (id uuid DEFAULT uuidv7());' }],
        serverVersion: 14,
      },
      {
        title: 'A table that is not partitioned',
        base: [USERS],
        head: [{ up: 'ALTER TABLE users ADD FOREIGN KEY (id) REFERENCES users (id) NOT VALID;' }],
        serverVersion: 13,
      },
      {
        title: 'No version is told',
        base: [USERS],
        head: [
          {
            up: 'CREATE UNIQUE INDEX CONCURRENTLY ON users (email) NULLS NOT DISTINCT;',
            transaction: 'none',
          },
        ],
      },
    ],
  },
  check(rehearsal) {
    const { dialect, serverVersion: version, presupposed } = rehearsal.project;
    const brought = (presupposed?.functions ?? []).map((name) => name.toLowerCase());
    if (version === null) return [];
    return placesOf(rehearsal).flatMap((place) =>
      featuresOf(place)
        .filter((feature) => feature.since > version && isUsed(feature, place.statement.before))
        .filter(({ builtIn = '' }) => !brought.includes(builtIn))
        .map((feature) => toHit(place, feature, { dialect, version })),
    );
  },
});

function featuresOf({ statement: { statement } }: Place): readonly ServerFeature[] {
  return statement.kind === 'readable' ? (statement.features ?? []) : [];
}

/** Some are new on partitioned tables only, and a function can be the database's own. */
function isUsed({ partitioned, builtIn }: ServerFeature, before: Catalog): boolean {
  if (partitioned !== undefined) {
    return typeof findObject(before, 'table', partitioned)?.facts['partitionKey'] === 'string';
  }
  return builtIn === undefined || !hasFunction(builtIn, before);
}

/** In whatever schema: the search path may find it. */
function hasFunction(name: string, catalog: Catalog): boolean {
  const functions = [...objectsOf(catalog, 'function'), ...objectsOf(catalog, 'aggregate')];
  return functions.some((object) => object.name.replace(/\(.*$/s, '').split('.').at(-1) === name);
}

interface Server {
  readonly dialect: DialectId;
  readonly version: number;
}

function toHit(place: Place, feature: ServerFeature, { dialect, version }: Server): Hit {
  const { name, since, link, instead } = feature;
  return hitAt(place, {
    object: objectOf(place),
    message: `${name} needs ${DIALECT_NAME[dialect]} ${versionWords(dialect, since)} and yours is ${versionWords(dialect, version)}, where ${code(summaryOf(place))} fails.`,
    evidence: [link],
    remedy: advice(instead),
  });
}
