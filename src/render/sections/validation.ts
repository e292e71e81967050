import type { RootContent } from 'mdast';
import type { ProjectPlan } from '../../model/plan.ts';
import type { ValidationResult } from '../../model/rehearsal.ts';
import type { Section } from '../fit.ts';
import { details, list, name, paragraph, sqlFence, strong } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';
import type { Names } from '../prose.ts';
import { VALIDATION_WORD } from '../words.ts';

/** Queries to run before and after, with what they answered here; shorter without SQL; then their number. */
export function validationSection({ validation }: ProjectPlan, names: Names): Section {
  const ok = validation.filter(({ outcome }) => outcome === 'ok').length;
  const summary = `Validation: ${validation.length} queries, ${ok} with the expected answer here`;
  if (validation.length === 0) return { weight: 40, levels: [() => []] };
  return {
    weight: 40,
    levels: [
      () =>
        details(
          summary,
          validation.flatMap((result) => queryNodes(result, names)),
        ),
      () => details(summary, list(validation.map((result) => titleOf(result, names)))),
      () => [paragraph(`${summary}.`)],
    ],
  };
}

function queryNodes(result: ValidationResult, names: Names): RootContent[] {
  return [paragraph(...titleOf(result, names)), sqlFence([result.sql])];
}

function titleOf(result: ValidationResult, names: Names): Inline[] {
  const when = strong(result.when === 'before' ? 'Before' : 'After');
  return [when, ': ', ...prose(result.title, names), '. ', ...answerWords(result), '.'];
}

function answerWords({ expect, outcome, answer }: ValidationResult): Inline[] {
  if (expect === null && outcome === 'ok') {
    return ['Keep the answer for comparison; on the synthetic rows it is ', name(answer ?? 'NULL')];
  }
  const expected: Inline[] = expect === null ? ['It '] : ['Expects ', name(expect), '; '];
  const given: Inline[] = outcome === 'ok' || answer === null ? [] : [': ', name(answer)];
  return [...expected, VALIDATION_WORD[outcome], ...given];
}
