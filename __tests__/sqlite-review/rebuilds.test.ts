import { describe, expect, it } from '@jest/globals';
import type { Rebuild, UnclearRebuild } from '../../src/model/rebuild.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import { exampleStage } from '../rules/example-stage.ts';
import { mustRun } from '../engine/open-engine.ts';
import { openEngine } from '../sqlite-engine/open-engine.ts';

const rehearseExample = exampleStage();

const USERS = `CREATE TABLE users (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE,
  age INT CHECK (age >= 0),
  name TEXT,
  b TEXT,
  c TEXT,
  CONSTRAINT both CHECK (b <> c)
);
CREATE INDEX users_age ON users (age DESC);
CREATE TRIGGER users_touch AFTER UPDATE ON users BEGIN SELECT new.name; END;
`;
const ORDERS =
  'CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE);\n';
const NOTES =
  'CREATE TABLE notes (a TEXT, tag TEXT, word TEXT UNIQUE);\nCREATE INDEX notes_tag ON notes (tag);\nCREATE VIEW words AS SELECT word FROM notes;\n';

interface Wish extends Pick<RuleExample, 'foreignKeys'> {
  readonly base?: string;
  readonly up: string;
  readonly transaction?: 'none';
}

async function rebuildsFor({ base = USERS + ORDERS + NOTES, up, foreignKeys, transaction }: Wish) {
  const { migrations } = await rehearseExample({
    title: '',
    dialect: 'sqlite',
    ...(foreignKeys === true ? { foreignKeys } : {}),
    base: [base],
    head: [{ up, ...(transaction === undefined ? {} : { transaction }) }],
  });
  return migrations[0]?.rebuilds ?? [];
}

async function rebuildFor(wish: Wish): Promise<Rebuild> {
  const [found] = await rebuildsFor(wish);
  if (found === undefined || !('sql' in found)) throw new Error(`No rebuild: ${JSON.stringify(found)}`);
  return found;
}

const WISHES: readonly (readonly [string, string])[] = [
  ['ALTER TABLE users ALTER COLUMN age TYPE TEXT;', 'age TEXT CHECK (age >= 0)'],
  ['ALTER TABLE users ALTER age SET DATA TYPE REAL USING age::real;', 'age REAL CHECK (age >= 0)'],
  ["ALTER TABLE users ALTER COLUMN name SET DEFAULT 'x';", "name TEXT DEFAULT 'x'"],
  ["ALTER TABLE Users ALTER Name SET DEFAULT (lower('X'));", "name TEXT DEFAULT (lower('X'))"],
  ['ALTER TABLE users ADD CONSTRAINT names UNIQUE (name);', 'CONSTRAINT names UNIQUE (name)'],
  [
    'ALTER TABLE users ADD FOREIGN KEY (age) REFERENCES users (id);',
    'FOREIGN KEY (age) REFERENCES users (id)',
  ],
  ['ALTER TABLE users ADD COLUMN zip TEXT NOT NULL;', 'zip TEXT NOT NULL'],
  ['ALTER TABLE users ADD COLUMN zip TEXT UNIQUE;', 'UNIQUE (zip)'],
  ['ALTER TABLE users ADD COLUMN at TEXT DEFAULT CURRENT_TIMESTAMP;', 'at TEXT DEFAULT CURRENT_TIMESTAMP'],
  [
    'ALTER TABLE users ADD COLUMN low TEXT AS (lower(email)) STORED;',
    'low TEXT GENERATED ALWAYS AS (lower(email)) STORED',
  ],
];

describe('what ALTER TABLE cannot do', () => {
  it.each(WISHES)('%s', async (up, part) => {
    const rebuild = await rebuildFor({ up, foreignKeys: true });
    expect(rebuild).toMatchObject({ at: 0, answers: [0], replaces: 'statement', transactional: false });
    const text = rebuild.sql.join(';\n');
    expect(text).toContain(`  ${part}`);
    expect(text).toContain('CREATE INDEX users_age ON users (age DESC)');
    expect(text).toContain('CREATE TRIGGER users_touch AFTER UPDATE ON users BEGIN SELECT new.name; END');
    expect(rebuild.sql.slice(0, 2)).toEqual(['PRAGMA foreign_keys = off', 'BEGIN']);
    expect(rebuild.sql.slice(-3)).toEqual(['PRAGMA foreign_key_check', 'COMMIT', 'PRAGMA foreign_keys = on']);
  });

  it('stays in the transaction of the runner where foreign keys are off', async () => {
    const up = 'ALTER TABLE users ADD COLUMN zip TEXT UNIQUE;';
    const inside = await rebuildFor({ up });
    expect(inside.transactional).toBe(true);
    expect(inside.sql.join(';')).not.toMatch(/PRAGMA|COMMIT/);
    const alone = await rebuildFor({ up, transaction: 'none' });
    expect([alone.sql[0], alone.sql.at(-1)]).toEqual(['BEGIN', 'COMMIT']);
  });

  it('adds a key where there is none', async () => {
    const rebuild = await rebuildFor({ up: 'ALTER TABLE notes ADD PRIMARY KEY (a);' });
    expect(rebuild.sql.join(';\n')).toContain('  PRIMARY KEY (a)');
    expect(rebuild.sql.at(-1)).toBe('CREATE VIEW words AS SELECT word FROM notes');
  });

  it('lets an index go before its column, and builds nothing anew for it', async () => {
    const rebuild = await rebuildFor({ up: 'ALTER TABLE notes DROP COLUMN tag;' });
    expect(rebuild.sql).toContain('ALTER TABLE notes DROP COLUMN tag');
    expect(rebuild.sql).toContain('DROP INDEX notes_tag');
    expect(rebuild.sql.join(';')).not.toContain('CREATE TABLE');
    expect(rebuild.note).toContain('`notes_tag` goes along.');
  });

  it('says what fills a column that may not be empty', async () => {
    const { note } = await rebuildFor({ up: 'ALTER TABLE users ADD COLUMN zip TEXT NOT NULL;' });
    expect(note).toContain("Rows that are there get `''` in `users.zip`");
  });

  it('runs behind the statements before it', async () => {
    const up = 'CREATE TABLE tags (id INTEGER PRIMARY KEY);\nALTER TABLE tags ADD COLUMN word TEXT UNIQUE;';
    expect(await rebuildFor({ up })).toMatchObject({ at: 1, answers: [1] });
  });

  const UNCLEAR: readonly (readonly [string, string])[] = [
    ['ALTER TABLE users DROP COLUMN id;', 'belongs to the primary key of `users`'],
    ['ALTER TABLE users DROP COLUMN name;', 'The trigger `users_touch` uses `users.name`'],
    ['ALTER TABLE notes DROP COLUMN word;', 'The view `words` uses `notes.word`'],
    [
      'ALTER TABLE users DROP COLUMN c;',
      'The constraint `users.both` names `users.c` together with other columns',
    ],
    ['ALTER TABLE users ADD COLUMN k INTEGER PRIMARY KEY;', 'more than one primary key'],
    ['ALTER TABLE users ADD COLUMN z TEXT NOT NULL UNIQUE;', 'rows that are there stand against it'],
    ['ALTER TABLE users ADD COLUMN y TEXT, ADD COLUMN z TEXT;', 'one change in each `ALTER TABLE`'],
    ['ALTER TABLE users MODIFY name VARCHAR(10);', 'build `users` anew in the shape that it should have'],
  ];
  it.each(UNCLEAR)('says what to do first: %s', async (up, words) => {
    const [found] = (await rebuildsFor({ up })) as readonly UnclearRebuild[];
    expect(found?.because).toContain(words);
  });

  it.each([
    'ALTER TABLE users ADD CONSTRAINT sane CHECK (age < -5);',
    'ALTER TABLE users DROP COLUMN nothing;',
    'ALTER TABLE nobody ADD COLUMN zip TEXT UNIQUE;',
    'CREATE TABLE users (id INTEGER);',
    'ALTER TABEL users ALTER COLUMN age TYPE TEXT;',
    'ALTER TABLE users ALTER COLUMN',
  ])('offers nothing for what is no matter of building anew: %s', async (up) => {
    expect((await rebuildsFor({ up })).filter((found) => 'sql' in found)).toEqual([]);
  });
});

const COPY =
  'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT NOT NULL, age INT, note TEXT);\nINSERT INTO fresh (id, email, age) SELECT id, email, age FROM users;\n';
const SWAP = 'DROP TABLE users;\nALTER TABLE fresh RENAME TO users;\n';
const PLAIN = USERS.replace(/,\s+name[^)]*b <> c\)/, '').replace('SELECT new.name', 'SELECT 1');

describe('a migration that builds a table anew itself', () => {
  it('gets back what it forgets', async () => {
    const rebuild = await rebuildFor({ base: PLAIN, up: COPY + SWAP });
    expect(rebuild).toMatchObject({ at: 2, answers: [2], replaces: 'migration', transactional: true });
    const text = rebuild.sql.join(';\n');
    expect(text).toContain('  id INTEGER PRIMARY KEY AUTOINCREMENT');
    expect(text).toContain('  email TEXT NOT NULL COLLATE NOCASE');
    expect(text).toContain('  age INT CHECK (age >= 0)');
    expect(text).toContain('  UNIQUE (email)');
    expect(text).toContain('CREATE INDEX users_age ON users (age DESC)');
    expect(text).toContain('CREATE TRIGGER users_touch');
  });

  it('keeps the rows that cascades take', async () => {
    const rebuild = await rebuildFor({ base: PLAIN + ORDERS, up: COPY + SWAP, foreignKeys: true });
    expect(rebuild.transactional).toBe(false);
    expect(rebuild.sql[0]).toBe('PRAGMA foreign_keys = off');
  });

  it('answers to a pragma that does nothing, too', async () => {
    const up = `PRAGMA foreign_keys = off;\n${COPY}${SWAP}PRAGMA foreign_keys = on;`;
    const rebuild = await rebuildFor({ base: PLAIN + ORDERS, up, foreignKeys: true });
    expect(rebuild).toMatchObject({ at: 3, answers: [3, 0] });
    expect(rebuild.sql.filter((sql) => sql.startsWith('PRAGMA foreign_keys'))).toHaveLength(2);
  });

  it('runs where foreign keys refuse the drop, or the end of the transaction', async () => {
    const base = PLAIN + ORDERS.replace(' ON DELETE CASCADE', '');
    expect(await rebuildFor({ base, up: COPY + SWAP, foreignKeys: true })).toMatchObject({ answers: [2] });
    const deferred = `PRAGMA defer_foreign_keys = on;\n${COPY}${SWAP}`;
    expect(await rebuildFor({ base, up: deferred, foreignKeys: true })).toMatchObject({ answers: [3, 4] });
  });

  it('takes a view out of the way of the new name', async () => {
    const base = `${PLAIN}CREATE VIEW mails AS SELECT email FROM users;\nCREATE VIEW most AS SELECT * FROM mails;\n`;
    const rebuild = await rebuildFor({ base, up: COPY + SWAP });
    expect(rebuild.answers).toEqual([3]);
    const [gone, renamed, back, next] = [
      'DROP VIEW mails',
      'ALTER TABLE fresh RENAME TO users',
      'CREATE VIEW mails AS SELECT email FROM users',
      'CREATE VIEW most AS SELECT * FROM mails',
    ].map((sql) => rebuild.sql.indexOf(sql));
    expect([gone, renamed, back, next]).toEqual(
      [gone, renamed, back, next].toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    );
    expect(gone).toBeGreaterThan(0);
  });

  it('takes its own index where the column gets another collation', async () => {
    const base =
      'CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\nCREATE UNIQUE INDEX mails ON users (email);';
    const up =
      'CREATE TABLE fresh (id INTEGER PRIMARY KEY, email TEXT COLLATE NOCASE);\nINSERT INTO fresh SELECT * FROM users;\nDROP TABLE users;\nALTER TABLE fresh RENAME TO users;';
    expect((await rebuildFor({ base, up })).sql).toContain('CREATE UNIQUE INDEX mails ON users (email)');
  });

  it('gets back what it forgets where the rows wait in another table meanwhile', async () => {
    const up =
      'CREATE TABLE kept AS SELECT * FROM notes;\nDROP VIEW words;\nDROP TABLE notes;\nCREATE TABLE notes (a TEXT, tag TEXT, word TEXT, x TEXT);\nINSERT INTO notes SELECT *, NULL FROM kept;\nDROP TABLE kept;\nCREATE VIEW words AS SELECT word FROM notes;';
    const rebuild = await rebuildFor({ up });
    expect(rebuild.answers).toEqual([2]);
    expect(rebuild.sql.join(';\n')).toMatch(/CREATE TABLE notes \([^)]*UNIQUE \(word\)/);
    expect(rebuild.sql.at(-1)).toBe('CREATE INDEX notes_tag ON notes (tag)');
  });

  it('is left alone where it loses nothing', async () => {
    const up =
      'CREATE TABLE fresh (a TEXT, tag TEXT, word TEXT UNIQUE, x TEXT);\nINSERT INTO fresh (a, tag, word) SELECT a, tag, word FROM notes;\nDROP VIEW words;\nDROP TABLE notes;\nALTER TABLE fresh RENAME TO notes;\nCREATE INDEX notes_tag ON notes (tag);\nCREATE VIEW words AS SELECT word FROM notes;';
    expect(await rebuildsFor({ up, foreignKeys: true })).toEqual([]);
  });

  it('gets nothing that was not proved: rows that the copy leaves out do not come back', async () => {
    const some = COPY.replace('FROM users', 'FROM users WHERE id < 0');
    expect(await rebuildsFor({ base: PLAIN + ORDERS, up: some + SWAP, foreignKeys: true })).toEqual([]);
  });
});

it('keeps all rows of a database that somebody filled', async () => {
  const base = PLAIN + ORDERS;
  const rows = [
    "INSERT INTO users (id, email, age) VALUES (3, 'ada@example.test', 36), (9, 'bob@example.test', NULL)",
    'INSERT INTO orders VALUES (1, 3), (2, 9), (3, 9)',
    "INSERT INTO users (id, email) VALUES (70, 'gone@example.test')",
    'DELETE FROM users WHERE id = 70',
  ];
  const { sql } = await rebuildFor({ base, up: COPY + SWAP, foreignKeys: true });
  const engine = await openEngine();
  try {
    await mustRun(engine, [base, ...rows, 'PRAGMA foreign_keys = on', ...sql]);
    const asked = await engine.runAll(
      [
        'SELECT id, email, age, note FROM users ORDER BY id',
        'SELECT * FROM orders ORDER BY id',
        "SELECT seq FROM sqlite_sequence WHERE name = 'users'",
        'PRAGMA foreign_keys',
        'UPDATE users SET age = -1 WHERE id = 3',
      ],
      false,
    );
    expect(asked.slice(0, 4).map((outcome) => (outcome.ok ? outcome.rows : outcome.error))).toEqual([
      [
        { id: '3', email: 'ada@example.test', age: '36', note: null },
        { id: '9', email: 'bob@example.test', age: null, note: null },
      ],
      [
        { id: '1', user_id: '3' },
        { id: '2', user_id: '9' },
        { id: '3', user_id: '9' },
      ],
      [{ seq: '70' }],
      [{ foreign_keys: '1' }],
    ]);
    expect(asked[4]).toMatchObject({ ok: false, error: { code: 'SQLITE_CONSTRAINT_CHECK' } });
  } finally {
    await engine.close();
  }
});
