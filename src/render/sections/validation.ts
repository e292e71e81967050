import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import type { ValidationResult } from '../../model/rehearsal.ts';
import type { Section } from '../fit.ts';
import { details, list, name, paragraph, sqlFence, strong } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';
import { complaintOf, validationItems } from '../validation-items.ts';
import type { ValidationItem } from '../validation-items.ts';

/** Queries to run before and after, with what they answered here; shorter without SQL; then their number. */
export function validationSection({ validation }: ProjectPlan): Section {
  if (validation.length === 0) return { weight: 40, levels: [() => []] };
  const items = validationItems(validation);
  const summary = summaryOf(items);
  const intro = paragraph(captionOf(items));
  return {
    weight: 40,
    levels: [
      () => details(summary, [intro, ...items.flatMap(queryNodes)]),
      () => details(summary, [intro, ...list(items.map(titleOf))]),
      () => [paragraph(`${summary}.`)],
    ],
  };
}

function summaryOf(items: readonly ValidationItem[]): string {
  const bad = items.filter((item) => complaintOf(item) !== null).length;
  const queries = countOf(items.length, 'query', 'queries');
  return `Validation: ${queries} to run on your rows${bad === 0 ? '' : `, ${bad} to look at`}`;
}

function captionOf(items: readonly ValidationItem[]): string {
  const all = items.every((item) => complaintOf(item) === null);
  const how = all
    ? 'All ran here on synthetic rows'
    : 'Each was tried here on synthetic rows; a line says so where it';
  if (!all) return `${how} did not answer as expected.`;
  const isExpected = items.some(({ query }) => query.expect !== null);
  return isExpected ? `${how}, with the expected answers.` : `${how}; keep the answers for comparison.`;
}

function queryNodes(item: ValidationItem): RootContent[] {
  return [paragraph(...titleOf(item)), sqlFence([item.query.sql])];
}

function titleOf(item: ValidationItem): Inline[] {
  const { when, query } = item;
  return [
    strong(when),
    ': ',
    ...prose(query.title),
    ...expectedWords(item),
    ...complaintWords(complaintOf(item)),
  ];
}

function expectedWords({ when, query }: ValidationItem): Inline[] {
  if (query.expect !== null) return [' → expect ', name(query.expect)];
  return [when === 'Before and after' ? ' → compare the two' : ' → note the answer'];
}

function complaintWords(result: ValidationResult | null): Inline[] {
  if (result === null) return [];
  const answer: Inline[] = result.answer === null ? [] : [': ', name(result.answer)];
  return [' · ', strong(`${COMPLAINT[result.outcome]} here`), ...answer];
}

const COMPLAINT: Readonly<Record<ValidationResult['outcome'], string>> = {
  ok: 'fine',
  unexpected: 'another answer',
  failed: 'fails',
  untried: 'not run',
};
