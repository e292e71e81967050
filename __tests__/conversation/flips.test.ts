import { describe, expect, test } from '@jest/globals';
import { flipsAfter } from '../../src/conversation/flips.ts';
import { brief, DIGEST, historyOf, OWN, person, textWith } from './fixtures.ts';

const [ada, wim] = [person('ada'), person('wim')];
const FIRST = textWith([]);
const ONE = textWith(['on-call-assigned']);
const BOTH = textWith(['on-call-assigned', 'tested-on-staging']);

describe('who ticked what', () => {
  test('each person answers for the box that they changed', () => {
    const edits = historyOf([OWN, FIRST], [ada, ONE], [wim, BOTH], [ada, textWith(['tested-on-staging'])]);
    expect(brief(flipsAfter(null, edits, OWN))).toEqual([
      'ada ticks on-call-assigned',
      'wim ticks tested-on-staging',
      'ada unticks on-call-assigned',
    ]);
  });

  test('several at once, with the line ends of a browser', () => {
    const edits = historyOf([OWN, FIRST], [ada, BOTH.replaceAll('\n', '\r\n')]);
    expect(brief(flipsAfter(null, edits, OWN))).toHaveLength(2);
  });

  test('what was read before is not told again', () => {
    const edits = historyOf([OWN, FIRST], [ada, ONE], [wim, BOTH]);
    expect(brief(flipsAfter('e1', edits, OWN))).toEqual(['wim ticks tested-on-staging']);
    expect(flipsAfter('e2', edits, OWN)).toEqual([]);
  });

  test('an unknown place to begin at means the whole history', () => {
    const edits = historyOf([OWN, FIRST], [ada, ONE]);
    expect(flipsAfter('of-a-deleted-comment', edits, OWN)).toHaveLength(1);
  });

  test('what we write ourselves is no tick', () => {
    const edits = historyOf([OWN, FIRST], [OWN, textWith(['on-call-assigned'], { read: 9 })]);
    expect(flipsAfter(null, edits, OWN)).toEqual([]);
  });

  test('somebody who shares our account ticks like everybody else', () => {
    const own = person('root');
    const edits = historyOf([own, FIRST], [own, ONE]);
    expect(brief(flipsAfter(null, edits, own))).toEqual(['root ticks on-call-assigned']);
  });

  test('the login of our app ends in [bot] or not', () => {
    const edits = historyOf(
      [OWN, FIRST],
      [{ login: 'github-actions', bot: true }, textWith(['on-call-assigned'], { read: 9 })],
    );
    expect(flipsAfter(null, edits, OWN)).toEqual([]);
  });
});

describe('what cannot be said for sure is no tick', () => {
  test('by an account that is gone', () => {
    expect(flipsAfter(null, historyOf([OWN, FIRST], [null, ONE]), OWN)).toEqual([]);
  });

  test('in a text that was deleted from the history, or after one', () => {
    expect(flipsAfter(null, historyOf([OWN, null], [ada, ONE]), OWN)).toEqual([]);
    expect(flipsAfter(null, historyOf([OWN, FIRST], [ada, null]), OWN)).toEqual([]);
  });

  test('of other content, or of a box that was not there', () => {
    const other = ONE.replaceAll(DIGEST, 'b'.repeat(16));
    expect(flipsAfter(null, historyOf([OWN, FIRST], [ada, other]), OWN)).toEqual([]);
  });

  test('boxes that are gone or moved', () => {
    const gone = FIRST.replace(/^- .*\n/gm, '');
    const moved = FIRST.replace(/(^- .*)\n(- .*)$/m, '$2\n$1');
    expect(moved).not.toBe(FIRST);
    expect(flipsAfter(null, historyOf([OWN, FIRST], [ada, gone], [wim, FIRST], [ada, moved]), OWN)).toEqual(
      [],
    );
  });
});

test('a text that was begun before we wrote anew is held against what its author saw', () => {
  const ours = textWith(['tested-on-staging'], { read: 9 });
  const edits = historyOf([OWN, FIRST], [OWN, ours], [ada, ONE]);
  expect(brief(flipsAfter(null, edits, OWN))).toEqual(['ada ticks on-call-assigned']);
});
