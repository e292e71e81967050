import { expect, test } from '@jest/globals';
import { reconciled } from '../../src/conversation/reconcile.ts';
import type { Override, Settlement } from '../../src/model/decisions.ts';
import { atMinute, DIGEST, NO_MINUTES, person } from './fixtures.ts';

const override = (comment: number): Override => ({
  rule: 'drop-in-use',
  object: null,
  until: '2026-12-01',
  because: 'x',
  comment,
  by: 'mia',
  at: atMinute(comment),
  revoked: null,
});
const settlement: Settlement = { item: 'x', digest: DIGEST, by: 'ada', at: atMinute(5), how: 'attest' };
const nothing = () => [];

test('what only another run kept is taken up, in its place and once', () => {
  const newest = { ...NO_MINUTES, read: 3, overrides: [override(1), override(3)] };
  const beside = { ...NO_MINUTES, read: 2, overrides: [override(1), override(2)] };
  const { overrides, read } = reconciled(newest, [beside, beside], nothing);
  expect(overrides.map(({ comment }) => comment)).toEqual([1, 2, 3]);
  expect(read).toBe(3);
});

test('what another run saw revoked is revoked', () => {
  const revoked = { by: 'root', at: atMinute(9) };
  const newest = { ...NO_MINUTES, overrides: [override(1)] };
  const beside = { ...NO_MINUTES, read: 7, overrides: [{ ...override(1), revoked }] };
  expect(reconciled(newest, [beside], nothing)).toMatchObject({ read: 7, overrides: [{ revoked }] });
});

test('a settlement that another run kept counts unless somebody took it back after it', () => {
  const beside = { ...NO_MINUTES, settled: [settlement] };
  const flip = { item: 'x', digest: DIGEST, ticked: false, by: person('ada') };
  const settledAfter = (minute: number) =>
    reconciled(NO_MINUTES, [beside], () => [{ ...flip, at: atMinute(minute) }]).settled;
  expect(settledAfter(4)).toEqual([settlement]);
  expect(settledAfter(6)).toEqual([]);
});

test('nothing changes where all was kept', () => {
  const newest = { ...NO_MINUTES, settled: [settlement], overrides: [override(1)] };
  expect(reconciled(newest, [NO_MINUTES, newest], nothing)).toEqual(newest);
});
