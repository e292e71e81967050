import { describe, expect, test } from '@jest/globals';
import { NO_DECISIONS, type Decisions, type Override, type Ruling } from '../../src/model/decisions.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { planBody, renderComment } from '../../src/render/render-markdown.ts';
import { statusText } from '../../src/render/status-text.ts';
import { decide } from '../../src/verdict/decide.ts';
import { docketOf } from '../../src/verdict/docket-of.ts';
import { finding, rehearsal, rehearsed, statement } from './fixture-builder.ts';
import { htmlOf, liveText, treeOf } from './markdown-tree.ts';

const TODAY = '2026-11-23';
const LOSING = rehearsed([
  statement({
    sql: 'ALTER TABLE users DROP COLUMN legacy',
    phase: 'contract',
    dataLoss: [{ kind: 'column', object: 'users.legacy', rows: 3 }],
  }),
]);
const PLAN = buildPlan({ base: 'a', head: 'b', notices: [] }, [
  { rehearsal: rehearsal([LOSING]), findings: [finding()] },
]);
const DOCKET = docketOf(PLAN);

function override(part: Partial<Override> = {}): Override {
  return {
    rule: 'index-build-blocks-writes',
    object: 'users_email_idx',
    until: '2026-11-30',
    because: 'the table is small',
    comment: 11,
    revoked: null,
    by: 'ada',
    at: '2026-11-20T10:30:15Z',
    ...part,
  };
}

function ruling(part: Partial<Ruling> = {}): Ruling {
  return {
    phase: 'contract',
    ruling: 'no-go',
    because: null,
    comment: 12,
    by: 'grace',
    at: '2026-11-21T09:00:00Z',
    ...part,
  };
}

function verdictWith(decisions: Partial<Decisions>) {
  return decide(DOCKET, { ...NO_DECISIONS, ...decisions, today: TODAY });
}

function commentWith(decisions: Partial<Decisions>): string {
  return renderComment(planBody(PLAN, 0), verdictWith(decisions), 0);
}

describe('a settled item', () => {
  const item = DOCKET.checklist.find(({ state }) => state === 'open');
  if (item === undefined) throw new Error('Every item is proved.');
  const tick = {
    item: item.id,
    digest: item.digest,
    how: 'tick',
    by: '@everyone',
    at: '2026-11-22T08:05:59Z',
  } as const;

  test('is ticked and says by whom and when', () => {
    const line = commentWith({ settled: [tick] })
      .split('\n')
      .find((text) => text.includes(`item:${item.id}:`));
    expect(line).toMatch(/^- \[x\] <!-- item:/);
    expect(line).toMatch(/ ✍️ `@everyone`, 2026-11-22 08:05 UTC$/);
  });

  test('is counted apart from what is proved', () => {
    const open = DOCKET.checklist.filter(({ state }) => state === 'open').length;
    const summary = /Readiness: .*(?=<)/.exec(commentWith({ settled: [tick] }))?.[0];
    expect(summary).toContain(`1 settled by people, ${open - 1} open`);
  });

  test('of other content is open again', () => {
    const comment = commentWith({ settled: [{ ...tick, digest: '0'.repeat(16) }] });
    expect(comment).toContain(`- [ ] <!-- item:${item.id}:${item.digest} -->`);
    expect(comment).not.toContain('✍️');
  });
});

describe('an override', () => {
  test.each([
    ['in force', override(), '(in force)'],
    ['expired', override({ until: '2026-11-22' }), '(expired)'],
    ['matches nothing', override({ object: 'orders_idx' }), '(matches nothing in this change)'],
    ['revoked', override({ revoked: { by: 'linus', at: '2026-11-22T00:00:00Z' } }), '(revoked by `linus`)'],
  ])('that is %s stands so in the list of decisions', (_standing, given, words) => {
    expect(commentWith({ overrides: [given] })).toContain(
      `2026-11-20 10:30 UTC \`ada\` accepts \`${given.rule}\` on \`${given.object}\` until ${given.until} ${words}: the table is small`,
    );
  });

  test('in force stands at the top and in the status; any other does not', () => {
    const top = (comment: string): string => comment.split('**Next:**')[0] ?? '';
    expect(top(commentWith({ overrides: [override()] }))).toContain(
      'Overruled until 2026-11-30: `index-build-blocks-writes` on `users_email_idx`, by `ada`, because the table is small',
    );
    expect(statusText(verdictWith({ overrides: [override()] }))).toContain('1 rule overruled');
    for (const other of [override({ until: '2026-11-22' }), override({ object: 'orders_idx' })]) {
      expect(top(commentWith({ overrides: [other] }))).not.toContain('Overruled');
      expect(statusText(verdictWith({ overrides: [other] }))).not.toContain('overruled');
    }
  });

  test('of a whole rule names no object', () => {
    expect(commentWith({ overrides: [override({ object: null })] })).toContain(
      'accepts `index-build-blocks-writes` until 2026-11-30',
    );
  });

  test('pings nobody and breaks nothing, whatever its reason', () => {
    const because = '@everyone #12 </details> <!-- holdpoint:minutes --> ]](x) \u202e www.a.b $x$ :tada:';
    const root = treeOf(commentWith({ overrides: [override({ because, by: 'a`b' })] }));
    const html = htmlOf(root);
    expect(html.filter((value) => value.startsWith('<details>'))).toHaveLength(
      html.filter((value) => value === '</details>').length,
    );
    expect(html.join('')).not.toContain('minutes');
    expect(liveText(root)).not.toMatch(/@\w|#\d|:\w+:|\$\S|\bwww\.|\u202e/);
  });
});

describe('rulings', () => {
  test('stand in the list with phase, person and reason', () => {
    const comment = commentWith({
      rulings: [ruling({ because: 'the freeze' }), ruling({ ruling: 'go', at: '2026-11-22T09:00:00Z' })],
    });
    expect(comment).toContain('<summary>Decisions: 2</summary>');
    expect(comment).toMatch(
      /2026-11-21 09:00 UTC `grace` says no-go for contract: the freeze\n- 2026-11-22 09:00 UTC `grace` says go for contract\n/,
    );
  });
});

test('very many decisions: the newest are shown, the others counted, and the comment keeps its budget', () => {
  const overrides = Array.from({ length: 400 }, (_, index) =>
    override({
      because: 'long reason '.repeat(40),
      object: `object_${index}`,
      at: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
    }),
  );
  const comment = commentWith({ overrides });
  expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(60_000);
  expect(comment).toContain('<summary>Decisions: 400</summary>');
  expect(comment).toMatch(/- 3\d\d older ones are kept and not shown\n/);
  expect(comment).toContain('`object_399`');
  expect(comment).not.toContain('`object_0`');
});

test('the status text is one line of at most 140 characters with everything overruled', () => {
  const overrides = Array.from({ length: 30 }, () => override({ object: null }));
  const text = statusText(verdictWith({ overrides, rulings: [ruling()] }));
  expect(text).toMatch(/^[^\n]{1,140}$/);
  expect(text).toContain('30 rules overruled');
});
