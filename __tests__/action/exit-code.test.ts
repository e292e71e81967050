import { expect, test } from '@jest/globals';
import { Refusal, type RefusalKind } from '../../src/model/refusal.ts';
import { jobExitCode } from '../../src/publish/exit-code.ts';
import type { Published } from '../../src/publish/publish.ts';

const OUTCOMES = ['go', 'hold', 'no-go', 'nothing'] as const;

function published(refused: RefusalKind | null): Published {
  const statusRefusal = refused === null ? null : new Refusal(refused, 403, 'no');
  return { statusRefusal, commentRefusal: null, comment: { action: 'none', url: null } };
}

test.each([
  ['never', [0, 0, 0, 0]],
  ['no-go', [0, 0, 1, 0]],
  ['hold', [0, 2, 1, 0]],
] as const)('status written, fail-on %s', (failOn, codes) => {
  expect(OUTCOMES.map((outcome) => jobExitCode(outcome, published(null), failOn))).toEqual(codes);
});

test('a token that may not set a status leaves the verdict to the job, whatever fail-on says', () => {
  for (const failOn of ['never', 'no-go', 'hold'] as const) {
    const codes = OUTCOMES.map((outcome) => jobExitCode(outcome, published('forbidden'), failOn));
    expect(codes).toEqual([0, 2, 1, 0]);
  }
});

test.each(['unauthorized', 'missing', 'invalid', 'rate-limited', 'unavailable'] as const)(
  'a status that is %s fails the job, even for a go',
  (kind) => {
    for (const outcome of OUTCOMES) expect(jobExitCode(outcome, published(kind), 'never')).toBe(70);
  },
);
