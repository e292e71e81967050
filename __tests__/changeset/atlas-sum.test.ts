import { describe, expect, test } from '@jest/globals';

import { faultsOf } from './only-change.ts';
import { atlasSum } from './atlas-sum.ts';
import type { Files } from './memory-repository.ts';

/** From https://atlasgo.io/blog/2022/09/05/announcing-migration-execution: written by Atlas itself. */
const PUBLISHED = {
  '1_initial.sql':
    '-- add new schema named "my_schema"\nCREATE DATABASE `my_schema`;\n-- create "tbl" table\nCREATE TABLE `my_schema`.`tbl` (`col` int NOT NULL);',
  '2_second.sql': 'ALTER TABLE `my_schema`.`tbl` ADD `col_2` TEXT;',
  '3_third.sql': 'CREATE TABLE `tbl_2` (`col` int NOT NULL);',
};
const PUBLISHED_SUM = [
  'h1:cD9kOv5VDRLrKVZ0pM4CxAlhH6mgE8PQLpUeuIMKDcs=',
  '1_initial.sql h1:SrFyOe0eg5WnE96GH3TtAt6046sfrOK4YKZYBlYr1SA=',
  '2_second.sql h1:FPzwV+MzwyCss7SASZtyafXiYc9Un5bzlcc3u7MxLJU=',
  '3_third.sql h1:uD+xDcA3Q+gHqwca2ZBDAHWYvC2eiUcwr1IgMsN0Q6c=',
  '',
].join('\n');

function folder(files: Readonly<Record<string, string>>, sum = atlasSum(files)): Files {
  const paths = Object.entries(files).map(([name, text]): [string, string] => [`migrations/${name}`, text]);
  return { ...Object.fromEntries<string>(paths), 'migrations/atlas.sum': sum };
}

const details = async (base: Files, head: Files, request = {}): Promise<string[]> =>
  (await faultsOf(base, head, request)).map(({ detail }) => detail);

const ONE = { '1_a.sql': 'CREATE TABLE a ();\n' };
const TWO = { ...ONE, '2_b.sql': 'CREATE TABLE b ();\n' };

test('a sum that Atlas wrote fits, and so does that of the tests', async () => {
  expect(atlasSum(PUBLISHED)).toBe(PUBLISHED_SUM);
  const first = { '1_initial.sql': PUBLISHED['1_initial.sql'] };
  const request = { dialect: 'postgres' };
  expect(await details(folder(first), folder(PUBLISHED, PUBLISHED_SUM), request)).toEqual([]);
  const edited = { ...PUBLISHED, '2_second.sql': `${PUBLISHED['2_second.sql']}\n` };
  expect(await details(folder(first), folder(edited, PUBLISHED_SUM), request)).toEqual([
    expect.stringMatching(/^`migrations\/2_second\.sql` does not have the hash/),
  ]);
});

describe('what does not fit is told, with the file and how to mend it', () => {
  const BASE = folder(ONE);

  test.each<[string, Files, string[]]>([
    ['fits', folder(TWO), []],
    [
      'a file edited after the sum was written',
      folder({ ...TWO, '2_b.sql': 'CREATE TABLE c ();\n' }, atlasSum(TWO)),
      [
        '`migrations/2_b.sql` does not have the hash that `migrations/atlas.sum` lists for it, so Atlas refuses the whole folder.',
      ],
    ],
    [
      'a file that is listed and left out of the commit',
      folder(ONE, atlasSum(TWO)),
      [
        '`migrations/atlas.sum` lists `migrations/2_b.sql`, which is not there, so Atlas refuses the whole folder.',
      ],
    ],
    [
      'a first line from another branch',
      folder(TWO, atlasSum(TWO).replace(/^h1:.*/, atlasSum(ONE).split('\n')[0] ?? '')),
      [
        'The first line of `migrations/atlas.sum` does not fit the lines below it, so Atlas refuses the whole folder.',
      ],
    ],
  ])('%s', async (_title, head, told) => {
    expect(await details(BASE, head)).toEqual(told);
    for (const { remedy } of await faultsOf(BASE, head)) {
      expect(remedy).toBe('Run `atlas migrate hash` and commit `atlas.sum` with the files.');
    }
  });

  test('an old mistake is not told again', async () => {
    const broken = folder(TWO, atlasSum(ONE).replace('1_a.sql h1:', '1_a.sql h1:x'));
    const head = { ...broken, 'migrations/readme.md': 'x' };
    expect(await details({ ...broken }, head, { folders: ['migrations'] })).toEqual([]);
  });
});

describe('a mode that Atlas does not take from the file', () => {
  const INDEX = 'CREATE INDEX CONCURRENTLY i ON a (b);\n';

  test.each([
    ['all', null, /asks for `atlas:txmode all`.* a file can ask for `none` or `file` only/],
    ['none', 'all-pending', /asks for `atlas:txmode none`.* `--tx-mode all`, which no file may leave/],
  ])('%s, told %s', async (mode, transaction, told) => {
    const files = { ...ONE, '2_b.sql': `-- atlas:txmode ${mode}\n\n${INDEX}` };
    expect(await details(folder(ONE), folder(files), { transaction })).toEqual([expect.stringMatching(told)]);
  });
});
