import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keepable, minutesIn, withMinutes, type Minutes } from '../../src/conversation/minutes.ts';
import { packed } from '../../src/lib/pack.ts';
import { DIGEST, DOCKET, NO_MINUTES } from './fixtures.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('-->', '<!-- holdpoint:minutes x -->', '@everyone', '\u202e', '```', ']](', '\r\n'),
);
const act = { by: hostile, at: fc.constant('2026-11-23T08:00:00Z') };
const minutes: fc.Arbitrary<Minutes> = fc
  .record({
    settled: fc.array(
      fc.record({ ...act, item: hostile, digest: hostile, how: fc.constantFrom('tick' as const, 'attest') }),
      { maxLength: 3 },
    ),
    overrides: fc.array(
      fc.record({
        ...act,
        rule: hostile,
        object: fc.option(hostile),
        until: hostile,
        because: hostile,
        comment: fc.nat(),
        revoked: fc.option(fc.record(act)),
      }),
      { maxLength: 3 },
    ),
    read: fc.nat(),
    edit: fc.option(hostile),
  })
  .map((changes) => ({ ...NO_MINUTES, ...changes }));

test('what is kept comes back, whatever people wrote', () => {
  fc.assert(
    fc.property(minutes, hostile, (kept, comment) => {
      const text = withMinutes(comment, kept);
      expect(minutesIn(text)).toEqual(kept);
      expect(minutesIn(text.replaceAll('\n', '\r\n'))).toEqual(kept);
    }),
  );
});

test('equal minutes are equal bytes, in whatever order they were put together', () => {
  const settlement = {
    item: 'x',
    digest: DIGEST,
    by: 'ada',
    at: '2026-11-23T08:00:00Z',
    how: 'tick',
  } as const;
  const kept = { ...NO_MINUTES, settled: [settlement] };
  const text = withMinutes('Hello', kept);
  const again = minutesIn(text);
  expect(again === null ? null : withMinutes('Hello', again)).toBe(text);
});

describe('what was not written by us is not read', () => {
  test.each([
    ['nothing', 'Hello'],
    ['an open end', '<!-- holdpoint:minutes abc'],
    ['no packed text', '<!-- holdpoint:minutes !!! -->'],
    ['another value', `<!-- holdpoint:minutes ${packed([1])} -->`],
    ['another version', `<!-- holdpoint:minutes ${packed({ ...NO_MINUTES, version: 2 })} -->`],
    ['an unknown key', `<!-- holdpoint:minutes ${packed({ ...NO_MINUTES, more: 1 })} -->`],
  ])('%s', (_, text) => {
    expect(minutesIn(text)).toBeNull();
  });

  test('a byte that changed', () => {
    const text = withMinutes('Hello', NO_MINUTES);
    const middle = text.indexOf('minutes ') + 20;
    const changed = `${text.slice(0, middle)}${text[middle] === 'A' ? 'B' : 'A'}${text.slice(middle + 1)}`;
    expect(minutesIn(changed)).not.toEqual(NO_MINUTES);
  });
});

test('a case that is too long is not kept', () => {
  const digests = Array.from({ length: 600 }, (_, at) =>
    createHash('sha256').update(String(at)).digest('base64url'),
  );
  expect(keepable(DOCKET)).toEqual(DOCKET);
  expect(keepable({ ...DOCKET, folder: digests.join('') }) === null).toBe(true);
});
