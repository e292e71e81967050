import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import { judge } from '../../src/rules/judge.ts';
import { exampleStage } from './example-stage.ts';

const rehearseExample = exampleStage();

const SHOPS = `CREATE TABLE shops (id bigint PRIMARY KEY, town text, slug text UNIQUE, visits integer);
CREATE TABLE owners (id bigint PRIMARY KEY, shop bigint);`;
const SHARES = 'CREATE TABLE shares (id bigserial PRIMARY KEY, slug text);';

/** The only finding of a rule about a change of the shops. */
async function found(rule: string, ...head: readonly string[]): Promise<Finding | undefined> {
  const rehearsal = await rehearseExample({ title: rule, base: [SHOPS], head: head.map((up) => ({ up })) });
  const findings = judge(rehearsal, { severities: new Map(), lockTimeoutDefault: 5000 });
  const [only, ...others] = findings.filter((finding) => finding.rule === rule);
  expect(others).toEqual([]);
  return only;
}

describe('what goes after it was copied', () => {
  it.each([
    [
      'a table',
      ` What line 2 does not carry over to \`shares\` is gone for good.`,
      [`${SHARES}\nINSERT INTO shares (slug) SELECT slug FROM shops;\nDROP TABLE shops;`],
    ],
    [
      'a column',
      ` What line 2 does not carry over to \`shares\` is gone for good.`,
      [`${SHARES}\nINSERT INTO shares (slug) SELECT slug FROM shops;\nALTER TABLE shops DROP COLUMN slug;`],
    ],
    [
      'a column, in an earlier file',
      ` What line 1 of \`0020_change.sql\` does not carry over to \`shares\` is gone for good.`,
      ['CREATE TABLE shares AS SELECT id, slug FROM shops;', 'ALTER TABLE shops DROP COLUMN slug;'],
    ],
    [
      'another column',
      ' What it holds is gone for good (3 synthetic rows in the rehearsal).',
      [`${SHARES}\nINSERT INTO shares (slug) SELECT slug FROM shops;\nALTER TABLE shops DROP COLUMN town;`],
    ],
    [
      'a table that is copied too late',
      ' What it holds is gone for good (3 synthetic rows in the rehearsal).',
      ['DROP TABLE shops;\nCREATE TABLE shares AS SELECT id, shop FROM owners;'],
    ],
  ])('%s', async (_, words, head) => {
    const finding = await found('drop-in-use', ...head);

    expect(finding?.message.endsWith(words) === true ? words : finding?.message).toBe(words);
  });
});

describe('the index that a foreign key lacks', () => {
  it('is built along with a new table', async () => {
    const finding = await found(
      'foreign-key-without-index',
      'CREATE TABLE bills (id bigint PRIMARY KEY, shop bigint REFERENCES shops);',
    );

    expect(finding?.remedy?.sql).toEqual(['CREATE INDEX ON bills (shop)']);
  });

  it('is built concurrently on a shipped one', async () => {
    const finding = await found(
      'foreign-key-without-index',
      'ALTER TABLE owners ADD FOREIGN KEY (shop) REFERENCES shops NOT VALID;',
    );

    expect(finding?.remedy?.sql).toEqual(['CREATE INDEX CONCURRENTLY ON owners (shop)']);
  });
});

describe('instead of a rewrite', () => {
  it.each([
    [
      'ADD COLUMN initial text GENERATED ALWAYS AS (left(town, 1)) STORED',
      /^Add `shops\.initial` without `GENERATED`/,
    ],
    ['ADD COLUMN a serial, ADD COLUMN b serial', /^Add the 2 columns without what gives each row a value/],
    [
      'ALTER COLUMN visits TYPE bigint',
      /^Add a new column beside the old one.* do not rewrite `shops` in place\.$/,
    ],
  ])('%s', async (action, text) => {
    const finding = await found('table-rewrite-blocks', `ALTER TABLE shops ${action};`);

    expect(finding?.remedy?.text).toMatch(text);
  });
});

describe('the evidence of a lock', () => {
  const REWRITE =
    'ALTER TABLE shops DROP CONSTRAINT shops_pkey, ADD COLUMN token uuid DEFAULT gen_random_uuid()';

  it.each([
    ['by the statement itself', `${REWRITE};`],
    ['by an earlier statement', `ALTER TABLE shops RENAME slug TO path;\n${REWRITE};`],
  ])('is not said to be an index’s when the table is locked as strongly %s', async (_, sql) => {
    const finding = await found('table-rewrite-blocks', sql);

    expect(finding?.evidence[0]).toBe(
      '`AccessExclusiveLock` on `shops` (measured: `rewriting table "shops"`)',
    );
  });
});

describe('the evidence of changed rows', () => {
  it.each([
    ['UPDATE shops SET visits = 1', '3 rows updated'],
    ['UPDATE shops SET visits = 1 WHERE id = 77', 'no synthetic row is among them'],
  ])('names only what happened: %s', async (sql, words) => {
    const finding = await found('unbatched-data-change', `DO $$ BEGIN ${sql}; END $$;`);

    expect(finding?.evidence[0]).toContain(words);
  });
});
