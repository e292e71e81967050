import { describe, expect, it } from '@jest/globals';
import { judge } from '../../src/rules/judge.ts';
import { exampleStage } from './example-stage.ts';

const rehearseExample = exampleStage();

/** What one rule tells of a change, each with its line. */
async function told(rule: string, base: string, ...head: readonly string[]): Promise<string[]> {
  const migrations = head.map((up) => ({ up }));
  const rehearsal = await rehearseExample({ title: rule, base: [base], head: migrations });
  const findings = judge(rehearsal, { severities: new Map(), lockTimeoutDefault: 5000 });
  return findings
    .filter((finding) => finding.rule === rule)
    .map(({ version, line, object, message, remedy }) =>
      [`${version}:${line} ${object}`, message, remedy?.text].join(' | '),
    );
}

const SHOPS = 'CREATE TABLE shops (id bigint PRIMARY KEY, town text);';

describe('a table without primary key', () => {
  it('is told where the key is taken away, not where it was given', async () => {
    const found = await told(
      'table-without-primary-key',
      SHOPS,
      'CREATE TABLE visits (id bigint CONSTRAINT visits_key PRIMARY KEY, at timestamptz);',
      'SELECT 1;\nALTER TABLE visits DROP CONSTRAINT visits_key;',
    );

    expect(found).toEqual([
      expect.stringMatching(/^\d+:2 visits \| This statement takes the primary key of `visits` away/),
    ]);
  });

  it('is told where it is created when it never had one', async () => {
    const found = await told('table-without-primary-key', SHOPS, 'SELECT 1;\nCREATE TABLE visits (at date);');

    expect(found).toEqual([expect.stringMatching(/^\d+:2 visits \| `visits` has no primary key/)]);
  });
});

describe('a redundant index', () => {
  it('is told where it is built, also when the longer one of the same change comes first', async () => {
    const found = await told(
      'redundant-index',
      SHOPS,
      `CREATE TABLE bills (id bigint PRIMARY KEY, shop bigint, day date, UNIQUE (shop, day));
CREATE INDEX bills_by_shop ON bills (shop);`,
    );

    expect(found).toEqual([expect.stringMatching(/:2 bills_by_shop \| .* \| Leave `bills_by_shop` out\.$/)]);
  });

  it('that is older is told at the one that makes it redundant', async () => {
    const found = await told(
      'redundant-index',
      `${SHOPS}\nCREATE INDEX shops_by_town ON shops (town);`,
      'SELECT 1;\nCREATE INDEX shops_by_town_and_id ON shops (town, id);',
    );

    expect(found).toEqual([
      expect.stringMatching(
        /:2 shops_by_town \| .* \| Drop `shops_by_town` once `shops_by_town_and_id` is built/,
      ),
    ]);
  });

  it('may be unique when it repeats the key of the table', async () => {
    const found = await told(
      'redundant-index',
      SHOPS,
      'CREATE TABLE bills (id bigint PRIMARY KEY);\nCREATE UNIQUE INDEX bills_id_key ON bills (id);',
    );

    expect(found).toEqual([
      expect.stringMatching(/:2 bills_id_key \| `bills_id_key` has the keys of `bills_pkey`/),
    ]);
  });

  it('is not a unique one that is looser or stricter than the other', async () => {
    const found = await told(
      'redundant-index',
      SHOPS,
      `CREATE TABLE bills (id bigint PRIMARY KEY, shop bigint, day date, UNIQUE (shop, day));
CREATE UNIQUE INDEX bills_shop ON bills (shop);
CREATE UNIQUE INDEX bills_shop_day ON bills (shop, day) NULLS NOT DISTINCT;
CREATE TABLE seats (id bigint UNIQUE DEFERRABLE);
CREATE UNIQUE INDEX seats_at_once ON seats (id);`,
    );

    expect(found).toEqual([]);
  });
});

describe('a foreign key', () => {
  it('that only an index over some rows serves is told as such', async () => {
    const found = await told(
      'foreign-key-without-index',
      SHOPS,
      `CREATE TABLE bills (id bigint PRIMARY KEY, shop bigint REFERENCES shops (id), paid boolean);
CREATE INDEX bills_open ON bills (shop) WHERE NOT paid;`,
    );

    expect(found).toEqual([
      expect.stringContaining(
        'No index over all rows of `bills` begins with `shop`, and one over some rows does not serve:',
      ),
    ]);
  });
});

describe('what cannot be read', () => {
  it.each([
    ['a command of psql', '\\echo done', /Take the line out/],
    ['rows for COPY', 'COPY shops (id, town) FROM stdin;\n1\tUlm\n\\.', /Write the rows as INSERT/],
    ['a typing mistake', 'CREATE TABEL bills ();', /Correct the statement/],
  ])('%s comes with what to do about it', async (_what, up, words) => {
    expect(await told('unreadable-statement', SHOPS, up)).toEqual([expect.stringMatching(words)]);
  });
});
