import { describe, expect, test } from '@jest/globals';
import { obey } from '../../src/conversation/obey.ts';
import type { Setting } from '../../src/conversation/request.ts';
import { NO_DECISIONS, type Decisions } from '../../src/model/decisions.ts';
import { USUAL_RIGHTS, type Grant } from '../../src/model/rights.ts';
import { DIGEST, DOCKET, requestOf, settingOf } from './fixtures.ts';

const ACCEPT = '/holdpoint accept drop-in-use until 2026-12-01 because it is known';
const NONE: Decisions = { settled: [], overrides: [], rulings: [] };

/** What becomes of commands, one after the other. */
async function told(commands: readonly (readonly [string, string])[], setting: Setting = settingOf()) {
  let decisions: Decisions = NO_DECISIONS;
  const answers: (string | null)[] = [];
  for (const [index, [login, text]] of commands.entries()) {
    const obeyed = await obey(decisions, requestOf(index + 1, login, text), setting);
    decisions = obeyed.decisions;
    answers.push(obeyed.refusal ?? obeyed.remark);
  }
  const { settled, overrides, rulings } = decisions;
  return { decisions: { settled, overrides, rulings }, answers };
}

const may = (deed: keyof typeof USUAL_RIGHTS.deeds, ...grants: Grant[]): Setting =>
  settingOf({ rights: { ...USUAL_RIGHTS, deeds: { ...USUAL_RIGHTS.deeds, [deed]: grants } } });

describe('overrides', () => {
  test('are kept with who, when, why and until when', async () => {
    const { decisions, answers } = await told([['mia', ACCEPT]]);
    expect(decisions.overrides).toEqual([
      {
        rule: 'drop-in-use',
        object: null,
        until: '2026-12-01',
        because: 'it is known',
        comment: 1,
        by: 'mia',
        at: '2026-11-23T09:01:00Z',
        revoked: null,
      },
    ]);
    expect(answers).toEqual([null]);
  });

  test.each([
    [
      'ada',
      ACCEPT,
      '`ada` may not overrule a rule (`drop-in-use`) here. Who may: whoever has the role `maintain`.',
    ],
    ['mia', ACCEPT.replace('2026-12-01', '2026-11-22'), '`2026-11-22` is over.'],
    ['mia', ACCEPT.replace('2026-12-01', '2027-02-22'), 'until `2027-02-21` at most (90 days)'],
    [
      'mia',
      ACCEPT.replace('drop-in-use', 'drop-in-usee'),
      'There is no rule `drop-in-usee`. Did you mean `drop-in-use`?',
    ],
  ])('%s: %s', async (login, text, why) => {
    const { decisions, answers } = await told([[login, text]]);
    expect(decisions).toEqual(NONE);
    expect(answers[0]).toContain(why);
  });

  test('end on the longest day at the latest, and may end today', async () => {
    const { decisions } = await told([
      ['mia', ACCEPT.replace('2026-12-01', '2027-02-21')],
      ['mia', ACCEPT.replace('2026-12-01', '2026-11-23')],
    ]);
    expect(decisions.overrides).toHaveLength(2);
  });

  test('that match nothing are noted, and said to lift nothing', async () => {
    const { decisions, answers } = await told([
      ['mia', ACCEPT.replace('drop-in-use', 'index-build-blocks-writes')],
      ['mia', ACCEPT.replace('drop-in-use', 'drop-in-use nowhere')],
    ]);
    expect(decisions.overrides).toHaveLength(2);
    expect(answers).toEqual([expect.stringContaining('lifts nothing'), expect.stringContaining('`nowhere`')]);
  });

  test('may be left to others for one rule', async () => {
    const rights = { ...USUAL_RIGHTS, rules: { 'drop-in-use': [{ kind: 'user', login: 'ADA' }] as const } };
    const { decisions } = await told(
      [
        ['mia', ACCEPT],
        ['ada', ACCEPT],
      ],
      settingOf({ rights }),
    );
    expect(decisions.overrides.map(({ by }) => by)).toEqual(['ada']);
  });
});

describe('revoking', () => {
  const revoke = '/holdpoint revoke drop-in-use';

  test('keeps the override in the list', async () => {
    const { decisions } = await told([
      ['mia', ACCEPT],
      ['root', revoke],
    ]);
    expect(decisions.overrides).toMatchObject([
      { by: 'mia', revoked: { by: 'root', at: '2026-11-23T09:02:00Z' } },
    ]);
  });

  test('of one object leaves the others', async () => {
    const { decisions } = await told([
      ['mia', ACCEPT],
      ['mia', ACCEPT.replace('drop-in-use', 'drop-in-use users.legacy')],
      ['mia', `${revoke} users.legacy`],
    ]);
    expect(decisions.overrides.map(({ revoked }) => revoked === null)).toEqual([true, false]);
  });

  test('is for those who may overrule', async () => {
    const { decisions, answers } = await told([
      ['mia', ACCEPT],
      ['ada', revoke],
    ]);
    expect(decisions.overrides).toMatchObject([{ revoked: null }]);
    expect(answers[1]).toContain('may not');
  });

  test('one’s own is always possible', async () => {
    const by = [['mia', ACCEPT]] as const;
    const { decisions } = await told(by);
    const nobody = may('accept');
    const after = await obey({ ...decisions }, requestOf(2, 'mia', revoke), nobody);
    expect(after.decisions.overrides).toMatchObject([{ revoked: { by: 'mia' } }]);
  });

  test('what is not there is refused, also the second time', async () => {
    const { answers } = await told([
      ['mia', revoke],
      ['mia', ACCEPT],
      ['mia', revoke],
      ['mia', revoke],
    ]);
    expect(answers.map((answer) => answer?.includes('no override') ?? false)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('attesting', () => {
  const attest = '/holdpoint attest on-call-assigned';

  test('settles an open item once', async () => {
    const { decisions } = await told([
      ['ada', attest],
      ['mia', attest],
    ]);
    expect(decisions.settled).toEqual([
      { item: 'on-call-assigned', digest: DIGEST, by: 'ada', at: '2026-11-23T09:01:00Z', how: 'attest' },
    ]);
  });

  test.each([
    ['/holdpoint attest nothing', 'no item `nothing`'],
    ['/holdpoint attest rollback-tested', 'The machine answers `rollback-tested` itself'],
  ])('%s', async (text, why) => {
    const { decisions, answers } = await told([['ada', text]]);
    expect(decisions).toEqual(NONE);
    expect(answers[0]).toContain(why);
  });

  test('content that was not shown yet counts for nothing', async () => {
    const shown = { [`on-call-assigned:${DIGEST}`]: '2026-11-23T09:30:00Z' };
    const { decisions, answers } = await told([['ada', attest]], settingOf({ shown }));
    expect(decisions).toEqual(NONE);
    expect(answers[0]).toContain('changed after that comment');
  });

  test('is for nobody without a role, and for nothing without migrations', async () => {
    expect((await told([['eve', attest]])).answers[0]).toContain('`eve` may not');
    expect((await told([['ada', attest]], settingOf({ docket: null }))).answers[0]).toContain(
      'No item is open',
    );
  });
});

describe('who may', () => {
  test.each<[Grant, string, boolean]>([
    [{ kind: 'role', role: 'write' }, 'ada', true],
    [{ kind: 'role', role: 'write' }, 'root', true],
    [{ kind: 'role', role: 'write' }, 'tom', false],
    [{ kind: 'role', role: 'read' }, 'eve', false],
    [{ kind: 'user', login: 'Tom' }, 'tom', true],
    [{ kind: 'user', login: 'tom' }, 'root', false],
    [{ kind: 'team', team: 'acme/database' }, 'tom', true],
    [{ kind: 'team', team: 'acme/database' }, 'root', false],
    [{ kind: 'author' }, 'Ada', true],
    [{ kind: 'author' }, 'mia', false],
  ])('%j, %s: %s', async (grant, login, allowed) => {
    const { decisions } = await told([[login, '/holdpoint go expand']], may('decide', grant));
    expect(decisions.rulings).toHaveLength(allowed ? 1 : 0);
  });

  test('nobody, when nobody is named', async () => {
    const { answers } = await told([['root', '/holdpoint go expand']], may('decide'));
    expect(answers[0]).toContain('Who may: Nobody.');
  });

  test('nobody of a team that our token may not look into, and it is said', async () => {
    const setting = may('decide', { kind: 'team', team: 'acme/database' });
    const registry = { ...setting.registry, isMember: () => Promise.resolve('untold' as const) };
    const { answers, decisions } = await told([['tom', '/holdpoint go expand']], { ...setting, registry });
    expect(decisions.rulings).toEqual([]);
    expect(answers[0]).toContain('The token may not see who is in `acme/database`');
  });

  test('the author, only while the account is there', async () => {
    const setting = may('decide', { kind: 'author' });
    const gone = { ...setting, registry: { ...setting.registry, author: null } };
    expect((await told([['ada', '/holdpoint go expand']], gone)).decisions.rulings).toEqual([]);
  });
});

test('every ruling is kept, in order', async () => {
  const { decisions } = await told([
    ['mia', '/holdpoint no-go contract because not today'],
    ['root', '/holdpoint go contract'],
  ]);
  expect(decisions.rulings.map(({ by, ruling, because }) => [by, ruling, because])).toEqual([
    ['mia', 'no-go', 'not today'],
    ['root', 'go', null],
  ]);
});

test('what decides nothing leaves everything as it is', async () => {
  const commands = ['help', 'plan', 'recheck', 'explain drop-in-use', 'explain nothing', 'nonsense'];
  const { decisions, answers } = await told(commands.map((text) => ['eve', `/holdpoint ${text}`]));
  expect(decisions).toEqual(NONE);
  expect(answers.map((answer) => answer === null)).toEqual([true, true, true, true, false, false]);
  expect(DOCKET.checklist).toHaveLength(3);
});
