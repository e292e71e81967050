import { wrapText } from '../lib/wrap-text.ts';
import { nearest } from '../lib/nearest.ts';
import { usageProblem, type Problem } from '../model/problem.ts';
import type { Rule, RuleExample } from '../model/rule.ts';
import { RULES } from '../rules/index.ts';

const WIDTH = 80;

/** The page of a rule for a terminal. Throws a `Problem` that names the nearest rule when there is none of that id. */
export function explainRule(id: string): string {
  const rule = RULES.find((candidate) => candidate.id === id);
  if (rule === undefined) throw unknownRule(id);
  return pageOf(rule);
}

function unknownRule(id: string): Problem {
  const closest = nearest(
    id,
    RULES.map((rule) => rule.id),
  );
  const hint = closest === null ? 'See `holdpoint rules` for all of them.' : `Did you mean ${closest}?`;
  return usageProblem('unknown-rule', `There is no rule ${id}.`, hint);
}

function pageOf({ id, title, severity, dialects, docs, examples }: Rule): string {
  const paragraphs = [
    `${title}\n${'='.repeat(title.length)}`,
    `${id} · severity ${severity} · ${dialects.join(', ')}`,
    wrapText(docs.what, WIDTH),
    `Why it matters\n${wrapText(docs.why, WIDTH - 2, '  ')}`,
    `What to do instead\n${wrapText(docs.instead, WIDTH - 2, '  ')}`,
    ...examples.bad.slice(0, 1).map((example) => `Reported: ${storyOf(example)}`),
    ...examples.good.slice(0, 1).map((example) => `Not reported: ${storyOf(example)}`),
    `References\n${docs.references.map((url) => `  ${url}`).join('\n')}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function storyOf({ title, base, head }: RuleExample): string {
  const sql = [...base, ...head.flatMap(({ up, down }) => ['-- the change', up, ...downOf(down)])];
  return `${title}\n${sql.join('\n').replaceAll(/^/gm, '  ')}`;
}

function downOf(down: string | undefined): string[] {
  return down === undefined ? [] : ['-- its down file', down];
}
