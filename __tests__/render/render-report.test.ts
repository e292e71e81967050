import { describe, expect, test } from '@jest/globals';
import { NO_DECISIONS } from '../../src/model/decisions.ts';
import { COMMENT_MARKER } from '../../src/model/report.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { renderHtml } from '../../src/render/render-html.ts';
import { nothingToSay, renderReport } from '../../src/render/render-report.ts';
import { renderText } from '../../src/render/render-text.ts';
import { decide } from '../../src/verdict/decide.ts';
import { docketOf } from '../../src/verdict/docket-of.ts';
import { finding, PROJECT, rehearsal, rehearsed, statement, trial } from './fixture-builder.ts';
import { nodesOf, treeOf } from './markdown-tree.ts';
import { realisticChange } from './realistic-change.ts';

const SIDES = { base: 'a', head: 'b', notices: [] };

function reportOn(...projects: Parameters<typeof buildPlan>[1]) {
  const plan = buildPlan(SIDES, projects);
  return renderReport(plan, decide(docketOf(plan), NO_DECISIONS), 0);
}

describe('the comment', () => {
  test('says verdict, reasons and next step before anything else', () => {
    const { plan, verdict } = realisticChange();
    const { comment } = renderReport(plan, verdict, 0);

    expect(comment?.split('\n### ')[0]?.replace(/plan:[0-9a-f]+/, 'plan:…')).toMatchInlineSnapshot(`
      "<!-- holdpoint:review -->

      ## ⛔ Holdpoint: NO-GO

      - Dropping users.legacy breaks code that still reads it: reads of users.legacy fail. · \`0004_drop_legacy.sql:1\`
      - CREATE INDEX users_email_idx blocks writes to users for as long as the build takes. · \`0003_email_index.sql:1\`
      - The down file leaves users.legacy without its default 'none'. · \`0004_drop_legacy.down.sql\`
      - and 2 more below

      **Next:** Line 1 of \`0004_drop_legacy.sql\`: Deploy code that no longer uses users.legacy first, then drop it in a later change.

      <!-- plan:… -->
      "
    `);
  });

  test('of a go is short', () => {
    const { comment, outcome } = reportOn({ rehearsal: rehearsal(), findings: [] });

    expect(outcome).toBe('go');
    expect(comment?.split('\n<details>')[0]?.replace(/plan:[0-9a-f]+/, 'plan:…')).toMatchInlineSnapshot(`
      "<!-- holdpoint:review -->

      ## ✅ Holdpoint: GO

      - 1 statement ran on \`pglite 18.6\`; none blocks reads or writes for a time that grows with a table.
      - Queries in the shape of the code that runs today still work after every statement.
      - The rollback was run and restored schema and rows.

      **Next:** Merge when ready; the rollback was run and is at hand.

      <!-- plan:… -->

      ### \`db/migrations\`

      PostgreSQL · 1 migration added

      **\`0002_email.sql\`** · added · one transaction · rollback restored

      | Line | Statement | Blocks | Phase, work |
      | - | - | - | - |
      | 3 | \`ALTER TABLE users ADD COLUMN email text\` | reads and writes on \`users\`, briefly | expand, metadata |
      "
    `);
  });

  test('has one marker, one verdict and one checklist for several projects', () => {
    const other = { ...PROJECT, path: 'billing/migrations' };
    const { comment } = reportOn(
      { rehearsal: rehearsal(), findings: [] },
      {
        rehearsal: rehearsal(undefined, { project: other, engine: null }),
        findings: [finding({ severity: 'warn' })],
      },
    );
    const nodes = nodesOf(treeOf(comment ?? ''));
    const headings = nodes.filter((node) => node.type === 'heading');

    expect(comment?.split(COMMENT_MARKER)).toHaveLength(2);
    expect(headings.filter(({ depth }) => depth === 2)).toHaveLength(1);
    expect(headings.filter(({ depth }) => depth === 3)).toHaveLength(2);
    expect(
      nodes.filter((node) => node.type === 'listItem' && typeof node.checked === 'boolean'),
    ).toHaveLength(13);
    expect(comment).toMatch(/\[ \] <!-- item:current-state-documented:[0-9a-f]{16} -->/);
  });

  test('writes a fence that is longer than any in the SQL', () => {
    const sql = "SELECT '````'";
    const { comment } = reportOn({
      rehearsal: rehearsal(),
      findings: [finding({ remedy: { text: 'Do this.', sql: [sql], rehearsed: false } })],
    });
    const fences = nodesOf(treeOf(comment ?? '')).filter((node) => node.type === 'code');

    expect(fences.map(({ value }) => value)).toContain(`${sql};`);
  });
});

test('the same change gives the same bytes', () => {
  const once = realisticChange();
  const twice = realisticChange();

  expect(renderReport(twice.plan, twice.verdict, 0)).toEqual(renderReport(once.plan, once.verdict, 0));
  expect(renderHtml(twice.plan, twice.verdict)).toBe(renderHtml(once.plan, once.verdict));
});

test('rendering a parsed comment again changes nothing in its structure', () => {
  const { plan, verdict } = realisticChange();
  const { comment, summary } = renderReport(plan, verdict, 0);

  expect(summary).not.toContain(COMMENT_MARKER);
  expect(summary).toBe(
    comment
      ?.slice(COMMENT_MARKER.length)
      .trimStart()
      .replace(/^<!-- \/?plan:[0-9a-f]{16} -->\n\n/gm, ''),
  );
});

test('annotations name rule, place and way out, weightiest first', () => {
  const { plan, verdict } = realisticChange();
  const { annotations } = renderReport(plan, verdict, 0);

  expect(annotations.map(({ level, path, line, title }) => [level, `${path}:${line}`, title])).toEqual([
    ['failure', 'db/migrations/0003_email_index.sql:1', 'holdpoint: index-build-blocks-writes'],
    ['failure', 'db/migrations/0004_drop_legacy.sql:1', 'holdpoint: drop-in-use'],
    ['warning', 'db/migrations/0004_drop_legacy.down.sql:1', 'holdpoint: down-file-does-not-restore'],
  ]);
  expect(annotations[0]?.message).toContain('CREATE INDEX CONCURRENTLY users_email_idx ON users (email)');
});

test('a statement that fails is marked even when no rule says so', () => {
  const { annotations } = reportOn({
    rehearsal: rehearsal([rehearsed([statement({ fails: 'no such table' })])]),
    findings: [],
  });

  expect(annotations).toEqual([
    expect.objectContaining({ level: 'failure', line: 3, message: 'The statement fails: no such table' }),
  ]);
});

describe('the status line', () => {
  test('holds the verdict and the weightiest reason', () => {
    const { plan, verdict } = realisticChange();

    expect(renderReport(plan, verdict, 0).statusText).toBe(
      'NO-GO: Dropping users.legacy breaks code that still reads it: reads of users.legacy fail. (+4 more)',
    );
  });

  test('is cut at 140 characters', () => {
    const { statusText } = reportOn({
      rehearsal: rehearsal(),
      findings: [finding({ message: '🙈'.repeat(200) })],
    });

    expect(statusText.length).toBeLessThanOrEqual(140);
    expect(statusText).not.toMatch(/\p{Cs}/u);
  });
});

test('without migrations there is no comment', () => {
  const report = nothingToSay([{ path: 'legacy', text: '`legacy` is passed over.' }]);

  expect(report).toMatchObject({
    outcome: 'nothing',
    comment: null,
    statusText: 'No migrations in this change',
    annotations: [],
    fixes: [],
  });
  expect(report.summary).toBe(
    '## Holdpoint\n\nNo migrations in this change.\n\n- `legacy` is passed over.\n',
  );
});

test('the page is whole, needs nothing else and has every fold open', () => {
  const { plan, verdict } = realisticChange();
  const page = renderHtml(plan, verdict);

  expect(page).toMatch(/^<!doctype html>/i);
  expect(page).not.toMatch(/<(?:script|link|img|iframe)|@import|url\(/i);
  expect(page.match(/<details open>/g)).toHaveLength(page.match(/<\/details>/g)?.length ?? 0);
  expect(page).toContain('<title>Holdpoint: NO-GO</title>');
});

describe('the terminal', () => {
  test('shows verdict, table, findings, rollback and next step within its width', () => {
    const { plan, verdict } = realisticChange();
    const text = renderText(plan, verdict, { color: false, width: 100 });

    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
    expect(text).toMatchInlineSnapshot(`
      "NO-GO
        - Dropping users.legacy breaks code that still reads it: reads of users.legacy fail.
          (0004_drop_legacy.sql:1)
        - CREATE INDEX users_email_idx blocks writes to users for as long as the build takes.
          (0003_email_index.sql:1)
        - The down file leaves users.legacy without its default 'none'. (0004_drop_legacy.down.sql)
        and 2 more reasons

      db/migrations  PostgreSQL, pglite 18.6

      LINE  STATEMENT                   PHASE     BLOCKS                            WORK         ROLLBACK
      0002_email.sql
         1  SET lock_timeout = '5s'     neutral   nothing                           metadata     restored
         3  ALTER TABLE users ADD COL…  expand    reads and writes: users, briefly  metadata     restored
      0003_email_index.sql
         1  CREATE UNIQUE INDEX users…  expand    writes: users                     index build  restored
      0004_drop_legacy.sql
         1  ALTER TABLE users DROP CO…  contract  reads and writes: users, briefly  metadata     data lost

      block  0003_email_index.sql:1  CREATE UNIQUE INDEX users_email_idx ON users
             - CREATE INDEX users_email_idx blocks writes to users for as long as the build takes.
               [index-build-blocks-writes]
             Instead: Build it concurrently, in a migration of its own that runs outside of a transaction.
             Rehearsed: ends in the same schema, blocks nothing for long.
               CREATE INDEX CONCURRENTLY users_email_idx ON users (email);

      block  0004_drop_legacy.sql:1  ALTER TABLE users DROP COLUMN legacy
             - Dropping users.legacy breaks code that still reads it: reads of users.legacy fail.
               [drop-in-use]
             Instead: Deploy code that no longer uses users.legacy first, then drop it in a later change.

      warn   0004_drop_legacy.down.sql
             - The down file leaves users.legacy without its default 'none'. [down-file-does-not-restore]
             Instead: Use the rollback that was run instead.
               ALTER TABLE users ADD COLUMN legacy text DEFAULT 'none';

      restored    2 of 4 rollbacks run
      data lost   0004_drop_legacy.sql
                  Run after the migration: the schema comes back, the data below does not.
                  - Values of users.legacy do not come back.
                  - 1 difference that no query notices.
      differs     0004_drop_legacy.down.sql (own down file)
                  Run after the migration: 1 difference to the schema before it.
                  - Column users.legacy comes back without its default 'none'.

      Unknown: Whether databases that already ran db/migrations/0001_users.sql get what was edited. The
      change edits it, and a shipped migration is not run again here.

      Readiness: 5 of 13 settled by the machine, 8 open for people

      Next: Line 1 of 0004_drop_legacy.sql: Deploy code that no longer uses users.legacy first, then drop
      it in a later change.
      "
    `);
  });

  test('counts differences that are left out, not the lines that the others take', () => {
    const drift = Array.from({ length: 9 }, (_, index) => ({
      kind: 'changed' as const,
      objectKind: 'column' as const,
      object: `users.column_${index}`,
      fact: 'type',
      before: 'a',
      after: 'b',
      weight: 'real' as const,
      text: `Column users.column_${index} comes back as ${'character varying(768) '.repeat(4)}`,
    }));
    const textOf = (length: number): string => {
      const down = trial({ outcome: 'differs', drift: drift.slice(0, length) });
      const plan = buildPlan(SIDES, [
        { rehearsal: rehearsal([rehearsed([statement()], { down })]), findings: [] },
      ]);
      return renderText(plan, decide(docketOf(plan), NO_DECISIONS), { color: false, width: 100 });
    };

    expect(textOf(1)).not.toMatch(/^ +-?\d+ more$/m);
    expect(textOf(9)).toMatch(/^ +1 more$/m);
  });

  test('colors only when asked to', () => {
    const { plan, verdict } = realisticChange();

    expect(renderText(plan, verdict, { color: true, width: 100 })).toContain('\u001b[31mNO-GO');
    expect(renderText(plan, verdict, { color: false, width: 100 })).not.toContain('\u001b');
  });
});
