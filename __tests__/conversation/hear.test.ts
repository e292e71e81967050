import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hear, type Said } from '../../src/conversation/hear.ts';
import { settleTick } from '../../src/conversation/settle-tick.ts';
import { NO_DECISIONS } from '../../src/model/decisions.ts';
import {
  atMinute,
  DIGEST,
  historyOf,
  NO_MINUTES,
  OWN,
  person,
  requestOf,
  said,
  settingOf,
  textWith,
} from './fixtures.ts';

const NOW = '2026-11-23T10:00:00Z';
const ITEM = 'on-call-assigned';
const heard = (words: Partial<Said>) => hear(said(words), settingOf(), NOW);
const TICK = historyOf([OWN, textWith([])], [person('ada'), textWith([ITEM])]);
const MINUTES = { ...NO_MINUTES, shown: { [`${ITEM}:${DIGEST}`]: '2026-11-23T08:00:00Z' } };

test('a tick counts for the open item of this content, by whom may', async () => {
  const flip = { item: ITEM, digest: DIGEST, ticked: true, at: NOW };
  const settle = (changes: object) =>
    settleTick(NO_DECISIONS, { ...flip, by: person('ada'), ...changes }, settingOf());
  expect((await settle({})).settled).toEqual([
    { item: ITEM, digest: DIGEST, by: 'ada', at: NOW, how: 'tick' },
  ]);
  expect((await settle({ by: person('tom') })).settled).toEqual([]);
  expect((await settle({ digest: 'b'.repeat(16) })).settled).toEqual([]);
  expect((await settle({ item: 'rollback-tested' })).settled).toEqual([]);
});

test('a tick is told with who and when, and the first one is kept', async () => {
  const edits = historyOf(
    [OWN, textWith([])],
    [person('ada'), textWith([ITEM])],
    [OWN, textWith([], { read: 5 })],
    [person('mia'), textWith([ITEM], { read: 5 })],
  );
  const { decisions } = await heard({ edits });
  expect(decisions.settled).toMatchObject([{ by: 'ada', at: atMinute(1) }]);
});

test('who takes a tick back may tick again', async () => {
  const edits = historyOf(
    [OWN, textWith([])],
    [person('ada'), textWith([ITEM])],
    [person('mia'), textWith([])],
    [person('mia'), textWith([ITEM])],
  );
  expect((await heard({ edits: edits.slice(0, 3) })).decisions.settled).toEqual([]);
  expect((await heard({ edits })).decisions.settled).toMatchObject([{ by: 'mia' }]);
});

test('ticks and commands are heard in the order in which they happened', async () => {
  const requests = [requestOf(30, 'mia', `/holdpoint attest ${ITEM}`)];
  const edits = historyOf(
    [OWN, textWith([])],
    [person('ada'), textWith([ITEM])],
    [person('ada'), textWith([])],
  );
  const { decisions } = await heard({ minutes: MINUTES, edits, requests });
  expect(decisions.settled).toMatchObject([{ by: 'mia', how: 'attest' }]);
});

test('it does not matter in which order the events arrive', async () => {
  const requests = [
    requestOf(11, 'mia', '/holdpoint accept drop-in-use until 2026-12-01 because x'),
    requestOf(12, 'root', '/holdpoint revoke drop-in-use'),
    requestOf(13, 'mia', '/holdpoint no-go contract because y'),
    requestOf(14, 'root', '/holdpoint go contract'),
    requestOf(15, 'ada', `/holdpoint attest ${ITEM}`),
  ];
  const whole = await heard({ minutes: MINUTES, edits: TICK, requests, newest: 15 });
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(requests, { minLength: 5 }), async (shuffled) => {
      expect(await heard({ minutes: MINUTES, edits: TICK, requests: shuffled, newest: 15 })).toEqual({
        ...whole,
      });
    }),
  );
  expect(whole.decisions).toMatchObject({
    settled: [{ by: 'ada', how: 'tick' }],
    overrides: [{ revoked: { by: 'root' } }],
  });
});

test('what was heard is not heard again', async () => {
  const requests = [requestOf(11, 'mia', '/holdpoint go expand')];
  const once = await heard({ minutes: MINUTES, edits: TICK, requests, newest: 11 });
  const { decisions, read, edit, shown } = once;
  const again = await heard({
    minutes: { ...MINUTES, ...decisions, read, edit, shown },
    edits: TICK,
    newest: 11,
  });
  expect(again).toEqual({ ...once, answers: [] });
});

test('a settlement goes with its content, and stays while nobody can tell', async () => {
  const settled = [{ item: ITEM, digest: 'old', by: 'ada', at: NOW, how: 'tick' }] as const;
  const minutes = { ...MINUTES, settled };
  expect((await heard({ minutes })).decisions.settled).toEqual([]);
  const without = await hear(said({ minutes }), settingOf({ docket: null }), NOW);
  expect(without.decisions.settled).toEqual(settled);
});

test('a tick that is heard while there are no migrations counts when its content comes back', async () => {
  const gone = await hear(said({ edits: TICK }), settingOf({ docket: null }), NOW);
  expect(gone).toMatchObject({ edit: null, decisions: { settled: [] } });
  const back = await heard({ minutes: { ...MINUTES, edit: gone.edit }, edits: TICK });
  expect(back.decisions.settled).toMatchObject([{ by: 'ada', item: ITEM }]);
});
