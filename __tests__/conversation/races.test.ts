import { afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import process from 'node:process';
import { minutesIn, type Minutes } from '../../src/conversation/minutes.ts';
import { COMMENT_MARKER } from '../../src/model/report.ts';
import { USUAL_RIGHTS } from '../../src/model/rights.ts';
import type { Delivery, LoopbackGitHub } from '../github/loopback-github.ts';
import type { StoredComment } from '../github/loopback/stored.ts';
import { HEADS, openShop, reviewHeads, servicesOf, type Reviews } from './sequences/heads.ts';
import { Stage } from './sequences/stage.ts';

const ACCEPT = '/holdpoint accept drop-in-use until 2026-12-01 because it is known';

let reviews: Reviews;
let github: LoopbackGitHub;
let stage: Stage;

beforeAll(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  reviews = await reviewHeads();
});

beforeEach(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  github = await openShop('contract');
  for (const [login, role] of Object.entries({ ada: 'write', mia: 'maintain' })) github.setRole(login, role);
  stage = new Stage(github, servicesOf(github, reviews, USUAL_RIGHTS));
  await stage.run(newest());
});

afterEach(async () => {
  await stage.close();
  expect(github.violations).toEqual([]);
});

function newest(): Delivery {
  const delivery = github.deliveries.at(-1);
  if (delivery === undefined) throw new Error('Nothing happened.');
  return delivery;
}

/** Our only comment. */
function ours(): StoredComment {
  const own = github.comments.filter(({ body }) => body.startsWith(COMMENT_MARKER));
  const [only] = own;
  if (only === undefined || own.length !== 1) throw new Error(`There are ${own.length} comments of ours.`);
  return only;
}

function kept(): Minutes {
  const minutes = minutesIn(ours().body);
  if (minutes === null) throw new Error('Our comment has no minutes.');
  return minutes;
}

/** Holds a run before the request that would write our comment. */
async function holdBeforeWriting(delivery: Delivery): Promise<void> {
  await stage.run(delivery, { holdAt: 'issues/update-comment' });
  expect(stage.held).toHaveLength(1);
}

describe('two runs at once', () => {
  test('an override that one of them kept outlives the other, even when its comment is gone', async () => {
    await holdBeforeWriting(github.tick('ada', 'on-call-assigned'));
    await stage.run(github.comment('mia', ACCEPT));
    expect(kept().overrides).toHaveLength(1);
    const said = github.comments.find(({ body }) => body === ACCEPT);
    github.deleteComment('mia', said?.id ?? 0);
    await stage.release(0);
    expect(kept()).toMatchObject({
      overrides: [{ by: 'mia', rule: 'drop-in-use' }],
      settled: [{ by: 'ada', item: 'on-call-assigned' }],
    });
  });

  test('one about older commits gives way to the one about newer commits', async () => {
    await holdBeforeWriting(github.tick('ada', 'on-call-assigned'));
    await stage.run(github.push(HEADS.blocking));
    await stage.run(github.tick('mia', 'tested-on-staging'));
    await stage.release(0);
    const { headSha } = github.pull();
    expect(kept()).toMatchObject({ head: headSha });
    expect(
      kept()
        .settled.map(({ by, item }) => `${by} ${item}`)
        .sort(),
    ).toEqual(['ada on-call-assigned', 'mia tested-on-staging']);
  });

  test('one that began before a push forgets no tick on what was pushed', async () => {
    const tick = github.tick('ada', 'on-call-assigned');
    await stage.run(tick, { holdAt: 2 });
    await stage.run(github.push(HEADS.blocking));
    await stage.run(github.tick('mia', 'tested-on-staging'));
    await stage.release(0);
    expect(kept().head).toBe(github.pull().headSha);
    expect(
      kept()
        .settled.map(({ item }) => item)
        .sort(),
    ).toEqual(['on-call-assigned', 'tested-on-staging']);
  });
});

describe('what people do to comments', () => {
  test('ours is known without its first line, and mended', async () => {
    const { id, body } = ours();
    await stage.run(github.editComment('ada', id, body.replace(COMMENT_MARKER, '')));
    const withoutMinutes = (text: string): string => text.replace(/<!-- holdpoint:minutes .*/, '');
    expect(ours().id).toBe(id);
    expect(withoutMinutes(ours().body)).toBe(withoutMinutes(body));
    expect(github.comments).toHaveLength(1);
  });

  test('a command that is gone before we come is no trouble', async () => {
    const delivery = github.comment('mia', ACCEPT);
    github.deleteComment('mia', github.comments.at(-1)?.id ?? 0);
    await stage.run(delivery);
    expect(stage.codes.at(-1)).toBe(0);
    expect(github.statusOf(github.pull().headSha)?.state).toBe('failure');
    expect(kept().overrides).toEqual([]);
  });

  test('when ours is deleted, commands are heard again and ticks are gone', async () => {
    await stage.run(github.comment('mia', ACCEPT));
    await stage.run(github.tick('ada', 'on-call-assigned'));
    expect(kept()).toMatchObject({ settled: [{ by: 'ada' }], overrides: [{ by: 'mia' }] });
    github.deleteComment('ada', ours().id);
    await stage.run(github.dispatch({ 'pull-request': '7' }));
    expect(kept()).toMatchObject({ settled: [], overrides: [{ by: 'mia' }] });
  });

  test('a command that somebody else edited is nobody’s', async () => {
    github.comment('ada', 'Looks fine.');
    const said = github.comments.at(-1)?.id ?? 0;
    await stage.run(github.editComment('mia', said, ACCEPT));
    expect(kept().overrides).toEqual([]);
  });
});
