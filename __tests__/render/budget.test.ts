import { describe, expect, test } from '@jest/globals';
import { COMMENT_MARKER } from '../../src/model/report.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { COMMENT_FORM, renderMarkdown, SUMMARY_FORM } from '../../src/render/render-markdown.ts';
import { renderReport } from '../../src/render/render-report.ts';
import { decide } from '../../src/verdict/decide.ts';
import {
  added,
  finding,
  FOLDER,
  PROJECT,
  rehearsal,
  rehearsed,
  statement,
  trial,
} from './fixture-builder.ts';
import { htmlOf, treeOf } from './markdown-tree.ts';

const BIG = `SELECT '${'wide 表 '.repeat(800)}'`;

/** A change of many migrations, each with findings, SQL of some seven kilobytes and a rollback of the same size. */
function hugeChange(migrations: number, projects = 1) {
  const all = Array.from({ length: migrations }, (_, index) => {
    const file = `${String(index + 2).padStart(4, '0')}_step.sql`;
    const statements = Array.from({ length: 2 }, (_unused, at) =>
      statement({ sql: BIG, line: at + 1, phase: 'contract', blocking: true }),
    );
    return rehearsed(statements, {
      change: added(file),
      rollback: trial({ outcome: 'data-lost', sql: [BIG] }),
    });
  });
  const findings = all.map(({ change }) =>
    finding({
      path: change.migration.path,
      version: change.migration.version,
      remedy: { text: 'Do it otherwise.', sql: [BIG], rehearsed: true },
    }),
  );
  const judged = Array.from({ length: projects }, (_, index) => ({
    rehearsal: rehearsal(all, { project: { ...PROJECT, path: projects === 1 ? FOLDER : `db/${index}` } }),
    findings,
  }));
  const plan = buildPlan({ base: 'a', head: 'b', notices: [] }, judged);
  return { plan, verdict: decide(plan) };
}

describe('a change too large for a comment', () => {
  const { plan, verdict } = hugeChange(300);
  const comment = renderMarkdown(plan, verdict, COMMENT_FORM);

  test('fits, with verdict, reasons, checklist and a word on where the rest is', () => {
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(COMMENT_FORM.budget);
    expect(comment).toContain('## ⛔ Holdpoint: NO-GO');
    expect(comment).toContain('and 299 more below');
    expect(comment.trimEnd().endsWith(COMMENT_FORM.elsewhere)).toBe(true);
    expect(comment).toContain('`0002_step.sql`');
    expect(Buffer.byteLength(comment)).toBeGreaterThan(COMMENT_FORM.budget / 3);
  });

  test('is cut at sections, never inside of one', () => {
    const html = htmlOf(treeOf(comment));

    expect(html[0]).toBe(COMMENT_MARKER);
    expect(html.filter((value) => value.startsWith('<details>')).length).toBe(
      html.filter((value) => value === '</details>').length,
    );
    expect(html.filter((value) => value.startsWith('<!-- item:'))).toHaveLength(13);
  });

  test('and its summary stays under what GitHub takes', () => {
    expect(Buffer.byteLength(renderMarkdown(plan, verdict, SUMMARY_FORM))).toBeLessThanOrEqual(
      SUMMARY_FORM.budget,
    );
  });
});

test('many projects fit as well', () => {
  const { plan, verdict } = hugeChange(2, 100);
  const comment = renderMarkdown(plan, verdict, COMMENT_FORM);

  expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(COMMENT_FORM.budget);
  expect(htmlOf(treeOf(comment)).filter((value) => value.startsWith('<!-- item:'))).toHaveLength(13);
});

test('the cost grows with the change, not with its square', () => {
  const cost = (migrations: number): number => {
    const { plan, verdict } = hugeChange(migrations);
    const started = process.cpuUsage();
    renderReport(plan, verdict);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / migrations;
  };
  cost(40);

  expect(cost(160)).toBeLessThan(cost(40) * 3);
});

test('a change that fits is not shortened', () => {
  const plan = buildPlan({ base: 'a', head: 'b', notices: [] }, [{ rehearsal: rehearsal(), findings: [] }]);

  expect(renderMarkdown(plan, decide(plan), COMMENT_FORM)).not.toContain('Shortened');
});
