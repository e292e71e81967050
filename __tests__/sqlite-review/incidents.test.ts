import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sqliteReviews, type Circumstances, type Reviews, type Told } from './reviews.ts';

let reviews: Reviews;
beforeAll(() => {
  reviews = sqliteReviews();
});
afterAll(() => {
  reviews.end();
});

/** A child with three rows that refer to the first rows of its parent. */
const child = (name: string, parent: string, onDelete: string): string =>
  `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, ${parent}_id INTEGER REFERENCES ${parent} (id)${onDelete});\nINSERT INTO ${name} VALUES (1, 1), (2, 2), (3, 3);\n`;

const parent = (name: string): string =>
  `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, mode TEXT DEFAULT 'preview');\nINSERT INTO ${name} (id) VALUES (1), (2), (3);\n`;

const rebuilt = (name: string, as: string): string =>
  `CREATE TABLE ${as} (id INTEGER PRIMARY KEY, mode TEXT DEFAULT 'markup');\nINSERT INTO ${as} (id, mode) SELECT id, mode FROM ${name};\nDROP TABLE ${name};\nALTER TABLE ${as} RENAME TO ${name};\n`;

const CASCADE = ' ON DELETE CASCADE';

const JOURNAL = JSON.stringify({
  dialect: 'sqlite',
  entries: [
    { tag: '0000_base', when: 1 },
    { tag: '0001_mode', when: 2 },
  ],
});
const DRIZZLE: Circumstances = {
  files: {
    'drizzle/meta/_journal.json': JOURNAL,
    'package.json': '{"dependencies":{"better-sqlite3":"12"}}',
  },
  names: ['drizzle/0000_base.sql', 'drizzle/0001_mode.sql'],
  since: '0000',
};
const SQLX: Circumstances = { files: { 'Cargo.toml': '[dependencies]\nsqlx = "0.7"\n' } };
const D1: Circumstances = { files: { 'wrangler.toml': '[[d1_databases]]\nbinding = "DB"\n' } };
const ON: Circumstances = { foreignKeys: true };

interface Incident {
  readonly title: string;
  readonly circumstances: Circumstances;
  readonly base: string;
  readonly head: string;
  /** Tables that lose all three rows. */
  readonly emptied: readonly string[];
  /** What else has to be told: a rule, what it is about, and words of the advice. */
  readonly also?: readonly (readonly [rule: string, object: string, advice: RegExp])[];
}

const INCIDENTS: readonly Incident[] = [
  {
    // https://github.com/drizzle-team/drizzle-orm/issues/5782
    title: 'drizzle-orm#5782: another default wipes the messages of every chat',
    circumstances: DRIZZLE,
    base: parent('chats') + child('messages', 'chats', CASCADE) + child('inline_actions', 'chats', CASCADE),
    head: `PRAGMA foreign_keys=OFF;--> statement-breakpoint\n${rebuilt('chats', '__new_chats').replaceAll(';\n', ';--> statement-breakpoint\n')}PRAGMA foreign_keys=ON;`,
    emptied: ['inline_actions', 'messages'],
    also: [['pragma-ignored', 'foreign_keys', /switch foreign keys off on the connection before migrate/]],
  },
  {
    // https://github.com/dotnet/efcore/issues/37598
    title: 'efcore#37598: putting the checks off does not put the cascade off',
    circumstances: ON,
    base: parent('parent') + child('child', 'parent', CASCADE),
    head: `PRAGMA defer_foreign_keys = 1;\n${rebuilt('parent', 'ef_temp_parent')}`,
    emptied: ['child'],
  },
  {
    // https://github.com/torrust/torrust-index/issues/526
    title: 'torrust-index#526: one more column for torrents empties what refers to them',
    circumstances: SQLX,
    base:
      parent('torrents') +
      ['files', 'announce_urls', 'info', 'stats', 'tag_links', 'info_hashes', 'http_seeds', 'nodes']
        .map((name) => child(`torrent_${name}`, 'torrents', CASCADE))
        .join(''),
    head: rebuilt('torrents', 'torrents_new'),
    emptied: ['files', 'announce_urls', 'info', 'stats', 'tag_links', 'info_hashes', 'http_seeds', 'nodes']
      .map((name) => `torrent_${name}`)
      .sort(),
  },
  {
    // https://github.com/G-Research/fasttrackml/pull/211
    title: 'fasttrackml#211: runs built anew lose metrics, params and tags',
    circumstances: ON,
    base: parent('runs') + ['metrics', 'params', 'tags'].map((name) => child(name, 'runs', CASCADE)).join(''),
    head: rebuilt('runs', 'runs__temp'),
    emptied: ['metrics', 'params', 'tags'],
  },
  {
    // https://github.com/lazypower/continuity/issues/40
    title: 'continuity#40: the pragma inside of the transaction is inert',
    circumstances: ON,
    base: parent('mem_nodes') + child('mem_vectors', 'mem_nodes', CASCADE),
    head: `PRAGMA foreign_keys=OFF;\n${rebuilt('mem_nodes', 'mem_nodes_v9')}PRAGMA foreign_keys=ON;\n`,
    emptied: ['mem_vectors'],
    also: [['pragma-ignored', 'foreign_keys', /without the runner’s transaction/]],
  },
  {
    // https://github.com/drizzle-team/drizzle-orm/issues/3065
    title: 'drizzle-orm#3065: D1 takes both pragmas and minds neither',
    circumstances: D1,
    base: parent('user') + child('team_members', 'user', CASCADE),
    head: `PRAGMA defer_foreign_keys=ON;\nPRAGMA foreign_keys=OFF;\n${rebuilt('user', '__new_user')}PRAGMA foreign_keys=ON;\nPRAGMA defer_foreign_keys=OFF;\n`,
    emptied: ['team_members'],
    also: [['pragma-ignored', 'foreign_keys', /^D1 runs each file in a transaction/]],
  },
];

const find = (told: readonly Told[], rule: string): readonly Told[] =>
  told.filter((each) => each.rule === rule);

describe.each(INCIDENTS)('$title', ({ circumstances, base, head, emptied, also = [] }) => {
  test('is told with the tables and rows that are lost', async () => {
    const told = await reviews.of(base, head, circumstances);
    const lost = find(told, 'rows-destroyed');
    expect(lost.map(({ object }) => object).sort()).toEqual(emptied);
    for (const { object, severity, evidence } of lost) {
      expect(severity).toBe('block');
      expect(evidence).toEqual([`3 synthetic rows of ${object} gone after the statement`]);
    }
    for (const [rule, object, words] of also) {
      const [first] = find(told, rule);
      expect(first?.object).toBe(object);
      expect(first?.remedy?.text).toMatch(words);
    }
    // Nobody says that foreign keys are not known where they are.
    expect(find(told, 'foreign-keys-not-known')).toEqual([]);
  });
});

// https://github.com/getmydia/mydia/issues/269
describe('mydia#269: quality profiles are built anew', () => {
  const profiles = parent('quality_profiles');
  const head = rebuilt('quality_profiles', 'quality_profiles_new');

  test('what is to be set to NULL loses its assignment', async () => {
    const told = await reviews.of(
      profiles + child('media_items', 'quality_profiles', ' ON DELETE SET NULL'),
      head,
      ON,
    );
    const lost = find(told, 'rows-destroyed');
    expect(lost.map(({ object }) => object)).toEqual(['media_items.quality_profiles_id']);
  });

  test('what may not lose its parent makes it fail', async () => {
    const told = await reviews.of(profiles + child('media_files', 'quality_profiles', ''), head, ON);
    const failing = [...find(told, 'depends-on-existing-rows'), ...find(told, 'statement-fails')];
    expect(failing.map(({ message }) => message).join('\n')).toMatch(/FOREIGN KEY constraint failed/);
  });
});

test('where nobody says whether foreign keys are on, that is asked', async () => {
  const told = await reviews.of(parent('a') + child('b', 'a', CASCADE), rebuilt('a', 'a_new'));
  expect(find(told, 'rows-destroyed')).toEqual([]);
  const [asked] = find(told, 'foreign-keys-not-known');
  expect([asked?.object, asked?.severity]).toEqual(['a', 'warn']);
  expect(asked?.evidence).toEqual(['Each row of b that refers to a goes along (ON DELETE CASCADE)']);
});
