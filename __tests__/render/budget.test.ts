import { describe, expect, test } from '@jest/globals';
import { NO_DECISIONS } from '../../src/model/decisions.ts';
import { COMMENT_MARKER } from '../../src/model/report.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { toMarkdown } from '../../src/render/markdown.ts';
import { renderReport } from '../../src/render/render-report.ts';
import { projectSections } from '../../src/render/sections/project.ts';
import { decide } from '../../src/verdict/decide.ts';
import { docketOf } from '../../src/verdict/docket-of.ts';
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
  return { plan, verdict: decide(docketOf(plan), NO_DECISIONS) };
}

/** Below what GitHub takes (65,536 characters; 1 MiB), however it counts. */
const COMMENT_BUDGET = 60_000;
const SUMMARY_BUDGET = 1_000_000;

describe('a change too large for a comment', () => {
  const { plan, verdict } = hugeChange(300);
  const comment = renderReport(plan, verdict, 0).comment ?? '';

  test('fits, with verdict, reasons, checklist and a word on where the rest is', () => {
    expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(COMMENT_BUDGET);
    expect(comment).toContain('## ⛔ Holdpoint: NO-GO');
    expect(comment).toContain('and 299 more below');
    expect(comment).toContain(
      'Shortened to what a comment can hold; the job summary and the JSON report have everything.',
    );
    expect(comment).toContain('`0002_step.sql`');
    expect(Buffer.byteLength(comment)).toBeGreaterThan(COMMENT_BUDGET / 3);
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
    expect(Buffer.byteLength(renderReport(plan, verdict, 0).summary)).toBeLessThanOrEqual(SUMMARY_BUDGET);
  });
});

test('many projects fit as well', () => {
  const { plan, verdict } = hugeChange(2, 100);
  const comment = renderReport(plan, verdict, 0).comment ?? '';

  expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(COMMENT_BUDGET);
  expect(htmlOf(treeOf(comment)).filter((value) => value.startsWith('<!-- item:'))).toHaveLength(13);
});

test('the cost grows with the change, not with its square', () => {
  const cost = (migrations: number): number => {
    const { plan, verdict } = hugeChange(migrations);
    const started = process.cpuUsage();
    renderReport(plan, verdict, 0);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / migrations;
  };
  cost(40);

  expect(cost(160)).toBeLessThan(cost(40) * 3);
});

test('a change that fits is not shortened', () => {
  const plan = buildPlan({ base: 'a', head: 'b', notices: [] }, [{ rehearsal: rehearsal(), findings: [] }]);

  expect(renderReport(plan, decide(docketOf(plan), NO_DECISIONS), 0).comment).not.toContain('Shortened');
});

test('a rollback script of 70 kB and names like traps: one comment, whole, within budget', () => {
  const trap = '@everyone <!-- --> ]](x \u202e';
  const steps = Array.from(
    { length: 700 },
    (_, index) => `ALTER TABLE t ADD COLUMN "c_${index} ${trap}" ${'text '.repeat(15)}`,
  );
  expect(Buffer.byteLength(steps.join('\n'))).toBeGreaterThan(70_000);
  const drop = {
    sql: `DROP TABLE "${trap}"`,
    phase: 'contract',
    dataLoss: [{ kind: 'table', object: trap, rows: 3 }],
  } as const;
  const migration = rehearsed([statement(), statement({ ...drop, line: 5 })], {
    change: added(`0002_${trap}.sql`),
    rollback: trial({ outcome: 'data-lost', sql: steps }),
  });
  const plan = buildPlan({ base: 'a', head: 'b', notices: [] }, [
    { rehearsal: rehearsal([migration]), findings: [] },
  ]);
  const comment = renderReport(plan, decide(docketOf(plan), NO_DECISIONS), 0).comment ?? '';
  const html = htmlOf(treeOf(comment));

  expect(Buffer.byteLength(comment)).toBeLessThanOrEqual(COMMENT_BUDGET);
  expect(comment.split(COMMENT_MARKER)).toHaveLength(2);
  expect(html.filter((value) => value.startsWith('<details>'))).toHaveLength(
    html.filter((value) => value === '</details>').length,
  );
  expect(comment.match(/```mermaid\n/g)).toHaveLength(2);
  expect(comment).not.toContain('\u202e');
});

test('diagrams go first when there is too much, then their text', () => {
  const { plan } = hugeChange(60);
  const [project] = plan.projects;
  if (project === undefined) throw new Error('There is no project.');
  const way = projectSections(project).find(({ weight }) => weight === 6);
  const levels = way?.levels.map((level) => toMarkdown(level())) ?? [];

  expect(levels[0]).toContain('```mermaid');
  expect(levels[1]).not.toContain('```mermaid');
  expect(levels[1]).toContain('Otherwise:');
});
