import { describe, expect, test } from '@jest/globals';
import { configurationNotices } from '../../src/config/configuration-notice.ts';
import type { Notice } from '../../src/model/project.ts';
import { review, type Review } from '../../src/review.ts';
import { RULES } from '../../src/rules/index.ts';
import { repositoryOf, requestOf } from '../changeset/memory-repository.ts';

const PATH = '.holdpoint.yml';

function sides(before: string | null, after: string | null): ReturnType<typeof repositoryOf> {
  const files = (text: string | null): Record<string, string> => (text === null ? {} : { [PATH]: text });
  return repositoryOf(files(before), files(after));
}

function notices(before: string | null, after: string | null): Promise<readonly Notice[]> {
  return configurationNotices(sides(before, after), { path: null, rules: RULES, counts: 'base' });
}

async function textOf(before: string | null, after: string | null): Promise<string> {
  const [notice, ...others] = await notices(before, after);
  if (notice === undefined || others.length > 0) throw new Error('Not one notice.');
  return notice.text;
}

describe('an edit of the configuration', () => {
  test('that is none is not told', async () => {
    expect(await notices('fail-on: hold\n', 'fail-on: hold\n')).toEqual([]);
    expect(await notices(null, null)).toEqual([]);
  });

  test.each([
    [
      'a rule that weighs less',
      'rules: { drop-in-use: { severity: off } }',
      '`drop-in-use` from `block` to `off`',
    ],
    [
      'options of a rule',
      'rules: { tables-locked-together: { options: { most: 9 } } }',
      'other options of `tables-locked-together`',
    ],
    ['what files may silence', 'suppressions: off', '`suppressions` from `block` to `off`'],
    ['people', 'who: { tick: [author] }', 'who may tick from `write` to `author`'],
    ['nobody', 'who: { decide: [] }', 'who may decide from `maintain` to `nobody`'],
    [
      'people for a rule',
      "rules: { drop-in-use: { accept: ['@acme/dba'] } }",
      'who may accept `drop-in-use` from `maintain` to `@acme/dba`',
    ],
    ['days', 'override-days: 365', '`override-days` from `90` to `365`'],
    ['a lock timeout', 'lock-timeout: 5s', '`lock-timeout` from none to `5000ms`'],
    ['projects', 'projects: [{ path: a }, { path: b }]', 'a project `a` and `b`'],
    ['limits', 'limits: { memory-mb: 512 }', 'other `limits`'],
  ])('tells what differs in effect: %s', async (_what, yaml, words) => {
    const text = await textOf(null, yaml);

    expect(text).toContain('This change adds `.holdpoint.yml`; the review goes by the version of the base.');
    expect(text).toContain(`What differs: ${words}.`);
  });

  test('that removes the file tells what is lost', async () => {
    expect(await textOf('suppressions: note', null)).toBe(
      'This change removes `.holdpoint.yml`; the review goes by the version of the base. What differs: `suppressions` from `note` to `block`.',
    );
  });

  test('that mends a file that could not be read is told without a comparison', async () => {
    expect(await textOf('nonsense: 1', 'fail-on: hold')).toContain("The base's version cannot be read.");
  });
});

describe('a configuration that could not be read after the merge', () => {
  test.each(['lock-timout: 5s', 'rules: [', 'rules: { no-such-rule: { severity: off } }'])(
    'holds it: %s',
    async (yaml) => {
      const { verdict, docket, report } = await reviewOf(sides('fail-on: hold', yaml));

      expect(verdict.outcome).toBe('hold');
      expect(docket?.charges).toMatchObject([
        { weighs: 'hold', contested: [{ rule: 'unknown', object: PATH }], reason: { path: PATH } },
      ]);
      expect(verdict.next).toContain('Correct `.holdpoint.yml`.');
      expect(report.comment).toContain('It would stop every review after the merge.');
    },
  );
});

test('an edit alone is a go that says so', async () => {
  const { verdict, report } = await reviewOf(sides(null, 'suppressions: off'));

  expect(verdict).toMatchObject({ outcome: 'go', next: 'Merge when ready.' });
  expect(report.comment).toContain('**Configuration:**');
});

async function reviewOf(repository: ReturnType<typeof repositoryOf>): Promise<Review> {
  return review({
    repository,
    changes: requestOf(),
    dialects: {},
    limits: null,
    server: null,
    cache: null,
    rules: { severities: new Map(), lockTimeoutDefault: null },
    notices: await configurationNotices(repository, { path: null, rules: RULES, counts: 'base' }),
    progress: { step: () => undefined },
  });
}
