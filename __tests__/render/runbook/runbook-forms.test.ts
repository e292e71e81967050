import { describe, expect, test } from '@jest/globals';
import type { Runbook } from '../../../src/model/runbook.ts';
import { toMarkdown } from '../../../src/render/markdown.ts';
import { renderRunbook, type RunbookFormat } from '../../../src/render/runbook/render-runbook.ts';
import { runbookComment } from '../../../src/render/runbook/runbook-markdown.ts';
import { timelineSection } from '../../../src/render/runbook/sections/timeline.ts';
import { nodesOf, treeOf } from '../markdown-tree.ts';
import { sql, step } from './pieces.ts';
import { RENAME_COLUMN } from './rename-column.ts';
import { RUNBOOKS } from './runbooks.ts';

const FORMATS = ['markdown', 'html', 'json', 'text'] as const satisfies readonly RunbookFormat[];

/** What a comment of GitHub holds at most. */
const GITHUB_LIMIT = 65_536;

const EMPTY: Runbook = {
  ...RENAME_COLUMN,
  current: { subjects: [], scale: [], estimates: [], dependencies: [], components: [] },
  target: { rows: [], differences: [] },
  phases: [],
  validation: { before: [], after: [], smoke: [], stages: [] },
  rollback: { phases: [], pointOfNoReturn: null, tree: { action: 'Nothing to do.' } },
  timeline: [],
  metrics: [],
  communication: { stakeholders: [], responsibilities: [], customers: null, incident: null, window: null },
  antiPatterns: [],
  checklist: [],
  openQuestions: [],
};

describe('every form', () => {
  test.each(FORMATS)('of the same runbook has the same bytes as %s, and ends with a line break', (format) => {
    for (const { runbook } of RUNBOOKS) {
      const text = renderRunbook(runbook, format);
      expect(renderRunbook(structuredClone(runbook), format)).toBe(text);
      expect(text.endsWith('\n')).toBe(true);
    }
  });

  test.each(['markdown', 'html', 'text'] as const)('leaves out what is empty as %s', (format) => {
    const text = renderRunbook(EMPTY, format);
    for (const title of [
      'Current state',
      'Target state',
      'Phases',
      'Validation',
      'Execution',
      'Readiness',
      'When:',
    ])
      expect(text).not.toContain(title);
    expect(text).toContain('1. Rollback');
    expect(text).toContain('none; everything can be taken back at any time.');
  });
});

describe('the Markdown form', () => {
  test.each(RUNBOOKS)('of $name says before each script where, how and what witnessed it', ({ runbook }) => {
    const nodes = nodesOf(treeOf(renderRunbook(runbook, 'markdown')));
    const parents = nodes.flatMap((node) => ('children' in node ? [node.children] : []));
    const scripts = parents.flatMap((children) =>
      children.flatMap((node, index) =>
        node.type === 'code' && node.lang !== 'mermaid' ? [children[index - 1]] : [],
      ),
    );
    expect(scripts.length).toBeGreaterThan(3);
    for (const before of scripts) {
      expect(before?.type).toBe('list');
      if (before?.type !== 'list') continue;
      const text = toMarkdown([before]);
      expect(text).toMatch(/\*\*Where:\*\* .+\n- \*\*How:\*\* .+\n- \*\*Tried:\*\* .+/);
    }
  });

  test('links to headings that are there', () => {
    const text = renderRunbook(RENAME_COLUMN, 'html');
    const targets = [...text.matchAll(/href="#([^"]+)"/g)].map(([, target]) => target ?? '');
    expect(targets).toHaveLength(10);
    for (const target of targets) expect(text).toContain(`id="${target}"`);
  });
});

describe('a runbook too long for a comment', () => {
  const [phase] = RENAME_COLUMN.phases;
  if (phase === undefined) throw new Error('There is no phase.');
  const long = (steps: number): Runbook => ({
    ...RENAME_COLUMN,
    phases: [
      {
        ...phase,
        steps: Array.from({ length: steps }, (_, index) =>
          step(`Step ${index}`, { script: sql(`SELECT '${'wide 表 '.repeat(20)}';`) }),
        ),
      },
    ],
  });

  test.each([150, 300, 5000])(
    'of %d steps fits, keeps its top and its checklist, and says what it is',
    (steps) => {
      const comment = runbookComment(long(steps));
      expect(Buffer.byteLength(comment)).toBeLessThan(GITHUB_LIMIT);
      expect(comment).toContain('Point of no return:');
      expect(comment).toContain('- [x] Current state documented');
      expect(comment).toContain(
        'Shortened to what GitHub can hold; the file of this runbook has everything.',
      );
      expect(renderRunbook(long(steps), 'markdown')).toContain(`#### Expand ${steps}: Step ${steps - 1}`);
    },
  );

  test('loses drawings before SQL', () => {
    const drawn = runbookComment(RENAME_COLUMN);
    const whole = Buffer.byteLength(drawn);
    const shorter = runbookComment(RENAME_COLUMN, 60_000 - whole + 200);
    expect(drawn.match(/```mermaid/g)).toHaveLength(3);
    expect(shorter.match(/```mermaid/g)?.length ?? 0).toBeLessThan(3);
    expect(shorter).toContain('```sql');
  });
});

test('the timeline for a comment is folded, drawn, told, then left out', () => {
  const levels = timelineSection(RENAME_COLUMN).levels.map((level) => toMarkdown(level()));
  expect(levels[0]).toContain('<summary>Timeline: 15 days</summary>');
  expect(levels[0]).toContain('```mermaid\ngantt');
  expect(levels[1]).not.toContain('mermaid');
  expect(levels[1]).toContain('| Days 4 to 13 | Bake |');
  expect(levels[2]).toBe('');
  expect(timelineSection({ ...RENAME_COLUMN, timeline: [] }).levels[0]?.()).toEqual([]);
});

test('a terminal gets colors when it asks for them, and no line of words beyond its width', () => {
  const plain = renderRunbook(RENAME_COLUMN, 'text', { color: false, width: 80 });
  const colored = renderRunbook(RENAME_COLUMN, 'text', { color: true, width: 80 });
  expect(plain).not.toContain('\u001b');
  expect(colored).toContain('\u001b[1m');
  const words = plain.split('\n').filter((line) => !/^\s{4,}/.test(line));
  expect(Math.max(...words.map((line) => line.length))).toBeLessThanOrEqual(80);
});
