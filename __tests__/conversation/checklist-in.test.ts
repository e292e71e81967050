import { describe, expect, test } from '@jest/globals';
import { replyTo } from '../../src/conversation/reply.ts';
import type { Answer } from '../../src/conversation/hear.ts';
import { checklistIn } from '../../src/render/checklist-in.ts';
import { DIGEST } from './fixtures.ts';

const box = (mark: string, id: string): string => `- [${mark}] <!-- item:${id}:${DIGEST} --> Text: more.`;
const found = (text: string): string[] =>
  checklistIn(text).map(({ item, ticked }) => `${item} ${ticked ? 'yes' : 'no'}`);

describe('boxes', () => {
  test('in any order, with any line ends, in folds', () => {
    const list = `<details>\n<summary>Readiness</summary>\n\n${box('x', 'b')}\n${box('X', 'c')}\n${box(' ', 'a')}\n\n</details>\n`;
    expect(found(list)).toEqual(['b yes', 'c yes', 'a no']);
    expect(found(list.replaceAll('\n', '\r\n'))).toEqual(found(list));
  });

  test('of two for one item the first one counts', () => {
    expect(found(`${box(' ', 'a')}\n${box('x', 'a')}`)).toEqual(['a no']);
  });

  test.each([
    ['in a fence', `\`\`\`\n${box('x', 'a')}\n\`\`\``],
    ['in an indented block', `Text\n\n    ${box('x', 'a')}`],
    ['in a comment', `<!--\n${box('x', 'a')}\n-->`],
    ['without a mark', '- [x] On call'],
    ['with a mark of another kind', `- [x] <!-- item:A:${DIGEST} --> no`],
    ['with a digest that is none', '- [x] <!-- item:a:xyz --> no'],
    ['without a box', `- <!-- item:a:${DIGEST} --> no`],
  ])('%s are none', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test('inside the plan are none: it is ours to write', () => {
    const digest = 'b'.repeat(16);
    const text = `<!-- plan:${digest} -->\n\n${box('x', 'a')}\n\n<!-- /plan:${digest} -->\n\n${box(' ', 'a')}`;
    expect(found(text)).toEqual(['a no']);
  });
});

describe('replies', () => {
  const sources = { explain: () => ['What it is.', 'Why.'], runUrl: 'https://github.com/run/1' };
  const answer = (changes: Partial<Answer>): Answer => ({
    comment: 1,
    command: { kind: 'recheck' },
    refusal: null,
    remark: null,
    ...changes,
  });

  test('a reaction says what went well', () => {
    expect(replyTo(answer({}), sources)).toBeNull();
  });

  test('words explain what did not, or not quite', () => {
    expect(replyTo(answer({ refusal: 'No.' }), sources)).toEqual({ sentences: ['No.'], choices: [] });
    expect(replyTo(answer({ remark: 'It lifts nothing.' }), sources)?.sentences).toEqual([
      'It lifts nothing.',
    ]);
  });

  test('what was asked for is told', () => {
    expect(replyTo(answer({ command: { kind: 'help' } }), sources)?.choices).toHaveLength(9);
    expect(replyTo(answer({ command: { kind: 'explain', rule: 'x' } }), sources)?.sentences).toHaveLength(2);
    expect(replyTo(answer({ command: { kind: 'plan' } }), sources)?.sentences[0]).toContain(sources.runUrl);
    expect(
      replyTo(answer({ command: { kind: 'plan' } }), { ...sources, runUrl: null })?.sentences[0],
    ).toContain('of this run');
  });
});
