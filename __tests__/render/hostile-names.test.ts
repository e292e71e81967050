import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NO_DECISIONS } from '../../src/model/decisions.ts';
import { COMMENT_MARKER } from '../../src/model/report.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { renderReport } from '../../src/render/render-report.ts';
import { renderText } from '../../src/render/render-text.ts';
import { statusText } from '../../src/render/status-text.ts';
import { decide } from '../../src/verdict/decide.ts';
import { docketOf } from '../../src/verdict/docket-of.ts';
import {
  added,
  effect,
  engineError,
  finding,
  FOLDER,
  rehearsal,
  rehearsed,
  statement,
  trial,
  validation,
} from './fixture-builder.ts';
import { htmlOf, liveText, nodesOf, tablesOf, treeOf } from './markdown-tree.ts';

/** Pieces that mean something to Markdown, HTML, GitHub or the reader's eye. */
const PIECES = [
  ...[
    '`',
    '``',
    '```',
    '~~~~',
    '|',
    '\\',
    '\\|',
    '\\\\|',
    '<!--',
    '-->',
    '<details>',
    '</details>',
    '</summary>',
  ],
  ...[
    '<!-- holdpoint:review -->',
    '@everyone',
    '@org/team',
    '#12',
    'GH-3',
    'deadbeefcafe',
    ':tada:',
    '$x$',
    '$$',
  ],
  ...[
    '](',
    '](javascript:alert(1))',
    '[x]',
    '- [x] ',
    '](x "',
    '**',
    '__',
    '~~',
    '***',
    '> [!NOTE]',
    '# ',
    '1. ',
  ],
  ...[
    'http://a.b',
    'www.a.b',
    'a@b.cd',
    '&lt;',
    '&#64;all',
    '\u202e',
    '\u200f',
    '\u200b',
    '\u0000',
    '\u001b[31m',
  ],
  ...[
    '\n',
    '\r\n',
    '\n\n',
    '\t',
    ' ',
    '  \n',
    '"',
    '""',
    "'",
    ';',
    'users',
    'é',
    '表',
    '🙈',
    '\ud800',
    '<script>',
  ],
];
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 4 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((pieces) => pieces.join(''));

/** A change in which every word that comes from outside is the hostile one. */
function changeWith(word: string) {
  const file = `0002_${word}.sql`;
  const path = `${FOLDER}/${file}`;
  const lost = [{ kind: 'column', object: word, rows: 1 }] as const;
  const drift = {
    kind: 'changed',
    objectKind: 'column',
    object: word,
    fact: 'default',
    before: word,
    after: null,
    weight: 'real',
    text: `Column ${word} comes back without its default ${word}.`,
  } as const;
  const hostile = statement({
    sql: word,
    summary: word.slice(0, 80),
    effects: [effect({ relation: 'users', evidence: word }), effect({ relation: word, lock: word })],
    phase: 'contract',
    broken: [
      {
        relation: word,
        action: 'read',
        sql: word,
        error: engineError(word),
        breaks: `reads of ${word} fail`,
        fails: 'shape',
      },
    ],
    backwardCompatible: false,
    dataLoss: lost,
    overwritten: lost,
  });
  const migration = rehearsed(
    [hostile, statement({ sql: word, unreadable: word }), statement({ sql: word, fails: word })],
    {
      change: added(file, { down: { path: `${path}.down`, text: '', defect: null } }),
      rollback: trial({ outcome: 'data-lost', sql: [word, word], drift: [drift], lost }),
      down: trial({ outcome: 'failed', reason: word, error: engineError(word) }),
      validation: [validation({ title: word, sql: word, expect: word, answer: word, outcome: 'unexpected' })],
    },
  );
  const seen = rehearsal([migration], {
    faults: [{ kind: 'duplicate-version', paths: [path, word], version: word, detail: word }],
    unknowns: [{ what: word, because: word, path: word, line: 1 }],
  });
  const told = finding({
    path,
    object: word,
    message: `${word} is bad.`,
    evidence: [word],
    remedy: { text: word, sql: [word], rehearsed: true },
  });
  const plan = buildPlan({ base: word, head: word, notices: [{ path: word, text: word }] }, [
    { rehearsal: seen, findings: [told] },
  ]);
  return { plan, verdict: decide(docketOf(plan), NO_DECISIONS) };
}

/** Each run parses a whole comment. */
const RUNS = 40;

const HOLDS_THREE_ROWS = [4];

test('hostile names neither break out of the comment nor ping, refer, link or hide', () => {
  fc.assert(
    fc.property(nasty, (word) => {
      const { plan, verdict } = changeWith(word);
      const markdown = renderReport(plan, verdict, 0).comment ?? '';
      const root = treeOf(markdown);

      const html = htmlOf(root);
      const opened = html.filter((value) => /^<details>\n<summary>[^<\n]*<\/summary>$/.test(value));
      const others = html.filter(
        (value) => !opened.includes(value) && value !== '</details>' && !isItemId(value),
      );
      expect(others).toEqual([
        COMMENT_MARKER,
        expect.stringMatching(/^<!-- plan:[0-9a-f]{16} -->$/),
        expect.stringMatching(/^<!-- \/plan:[0-9a-f]{16} -->$/),
      ]);
      expect(markdown.startsWith(`${COMMENT_MARKER}\n`)).toBe(true);
      expect(opened).toHaveLength(html.filter((value) => value === '</details>').length);
      expect(html.filter(isItemId)).toHaveLength(13);

      const tables = tablesOf(root);
      expect(tables.map(({ children }) => children.length)).toEqual(HOLDS_THREE_ROWS);
      expect(tables.flatMap(({ children }) => children.map((row) => row.children.length))).toEqual([
        4, 4, 4, 4,
      ]);

      const live = liveText(root);

      expect(live).not.toMatch(/@\w|#\d|\bGH-\d|\b[0-9a-f]{7,}\b|:\w+:|\$\S|:\/\/|\bwww\./i);
      expect(live).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
      const kinds = new Set(nodesOf(root).map(({ type }) => type));
      for (const kind of [
        'link',
        'image',
        'linkReference',
        'definition',
        'footnoteReference',
        'delete',
      ] as const) {
        expect(kinds).not.toContain(kind);
      }
    }),
    { numRuns: RUNS },
  );
});

test('the terminal and the status line show controls instead of obeying them', () => {
  fc.assert(
    fc.property(nasty, (word) => {
      const { plan, verdict } = changeWith(word);

      expect(renderText(plan, verdict, { color: false, width: 100 })).not.toMatch(/(?!\n|\t)[\p{Cc}\p{Cf}]/u);
      expect(statusText(verdict)).toMatch(/^[^\n]{1,140}$/u);
      expect(statusText(verdict).length).toBeLessThanOrEqual(140);
    }),
    { numRuns: 100 },
  );
});

function isItemId(value: string): boolean {
  return /^<!-- item:[a-z-]+:[0-9a-f]{16} -->$/.test(value);
}
