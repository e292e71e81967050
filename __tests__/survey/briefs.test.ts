import { afterAll, describe, expect, test } from '@jest/globals';
import { removeFolders } from '../git/checkout.ts';
import { DROP_FAX, reviewed, shop, SHIPPED, type Files, type Reported } from './shop.ts';

afterAll(removeFolders);

const REQUIRED = { '.holdpoint.yml': 'plan: required\n' };
const PATH = '.holdpoint/briefs/fax.yml';
const WHOLE = `kind: database
title: Fax numbers go
migrations: ['0002']
people:
  decision-maker: Maria
  on-call: Jonas
  stakeholders: [{ name: Support, channel: '#db-changes' }]
  incident-channel: '#incidents'
impact: { customers: Nothing }
staging: staging, restored on Monday
snapshot: nightly
criteria:
  switch: { go: [no query of fax], rollback: [errors above 1 %] }
  contract: { go: [no query of fax], rollback: [errors above 1 %] }
window: { start: 'Sunday 02:00 UTC', minutes: 30 }
`;
const ADD = { 'db/migrations/0002_note.sql': "SET lock_timeout = '2s';\nALTER TABLE users ADD note text;\n" };

function review(change: Files, base: Files = {}): Promise<Reported> {
  return reviewed(shop([[30, { ...SHIPPED, ...base }]], change), { rehearsal: true });
}

function item({ checklist }: Reported, id: string): Reported['checklist'][number] | undefined {
  return checklist.find((each) => each.id === id);
}

function openQuestions({ verdict }: Reported): string[] {
  return verdict.reasons.filter(({ id }) => id === 'open-question').map(({ text }) => text);
}

describe('a review with a brief', () => {
  test('says beside the items for people what the brief says, and leaves them to people', async () => {
    const seen = await review({ ...DROP_FAX, [PATH]: WHOLE });

    expect(item(seen, 'stakeholders-notified')).toMatchObject({
      state: 'open',
      evidence: `To be told: Support (#db-changes). Said in ${PATH}.`,
    });
    expect(item(seen, 'on-call-assigned')).toMatchObject({
      state: 'open',
      evidence: `Jonas. Said in ${PATH}.`,
    });
    expect(item(seen, 'tested-on-staging')?.evidence).toBe(`staging, restored on Monday. Said in ${PATH}.`);
    expect(openQuestions(seen)).toEqual([]);
  });

  test('a brief of other migrations says nothing', async () => {
    const seen = await review({ ...DROP_FAX, [PATH]: WHOLE.replace('0002', '0001') });

    expect(item(seen, 'on-call-assigned')?.evidence).toBe('Who watches, and who decides to roll back.');
  });

  test('another word in the brief is another question', async () => {
    const digests = await Promise.all(
      [WHOLE, WHOLE.replace('Jonas', 'Lin')].map(async (brief) => {
        return (await review({ ...DROP_FAX, [PATH]: brief })).digests;
      }),
    );
    const [before, after] = digests;

    expect(after?.['on-call-assigned']).not.toBe(before?.['on-call-assigned']);
    expect(after?.['incident-communication']).toBe(before?.['incident-communication']);
  });

  test('a brief that cannot be read holds with file, line and key', async () => {
    const seen = await review({ ...ADD, [PATH]: WHOLE.replace('on-call', 'oncall') });

    expect(seen.verdict).toMatchObject({
      outcome: 'hold',
      reasons: expect.arrayContaining([
        expect.objectContaining({ text: expect.stringMatching(/fax\.yml, line 6: .*oncall/) as unknown }),
      ]) as unknown,
    });
  });

  test('two briefs of one migration hold with both names', async () => {
    const seen = await review({ ...ADD, [PATH]: WHOLE, '.holdpoint/briefs/other.yml': WHOLE });

    expect(JSON.stringify(seen.verdict.reasons)).toContain(
      `0002_note.sql belongs to two briefs: ${PATH} and .holdpoint/briefs/other.yml.`,
    );
  });
});

describe('plan: required', () => {
  test('holds a contract until the brief is whole, with the key to write', async () => {
    const seen = await review(DROP_FAX, REQUIRED);

    expect(openQuestions(seen)).toEqual([
      expect.stringMatching(
        /^Who decides to go on or back\? Nobody said, and users\.fax cannot be brought back/,
      ),
      expect.stringMatching(/^What must hold to go on: switch and contract\?/),
      expect.stringMatching(/^What starts a rollback: switch and contract\?/),
      expect.stringMatching(/^Who must know before it runs\?/),
      expect.stringMatching(/^What do customers notice\?/),
      expect.stringMatching(/^In which maintenance window does it run\?/),
    ]);
  });

  test.each([
    ['people.decision-maker', /\n {2}decision-maker: Maria/, 'Who decides to go on or back?'],
    ['criteria.contract.rollback', /, rollback: \[errors above 1 %\] }\nwindow/, 'What starts a rollback'],
    ['people.stakeholders', /\n {2}stakeholders: .*/, 'Who must know before it runs?'],
    ['impact.customers', /\nimpact: .*/, 'What do customers notice?'],
    ['window', /\nwindow: .*/, 'In which maintenance window does it run?'],
  ])('asks for %s', async (key, line, question) => {
    const brief = WHOLE.replace(line, key.startsWith('criteria') ? ' }\nwindow' : '');
    const seen = await review({ ...DROP_FAX, [PATH]: brief }, REQUIRED);

    expect(openQuestions(seen)).toEqual([expect.stringContaining(question)]);
    expect(seen.nextSteps).toContain(`Answer ${key} in ${PATH}.`);
  });

  test('a whole brief leaves nothing to ask', async () => {
    expect(openQuestions(await review({ ...DROP_FAX, [PATH]: WHOLE }, REQUIRED))).toEqual([]);
  });

  test('asks nothing of a change that takes nothing away', async () => {
    expect(openQuestions(await review(ADD, REQUIRED))).toEqual([]);
  });

  test('nothing is required without it', async () => {
    expect(openQuestions(await review(DROP_FAX))).toEqual([]);
  });
});
