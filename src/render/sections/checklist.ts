import type { RootContent } from 'mdast';
import type { ChecklistItem, Plan } from '../../model/plan.ts';
import type { Section } from '../fit.ts';
import { details, html, paragraph, taskList } from '../nodes.ts';
import type { Inline, Task } from '../nodes.ts';
import { prose } from '../prose.ts';
import { mergedChecklist } from '../merged-checklist.ts';

/** The readiness checklist of the whole change as tasks; shorter without evidence. It is never left out. */
export function checklistSection(plan: Plan): Section {
  const items = mergedChecklist(plan);
  const level = (evidence: boolean) => () => details(summaryOf(items), checklistNodes(items, { evidence }));
  return { weight: 100, levels: [level(true), level(false)] };
}

function summaryOf(items: readonly ChecklistItem[]): string {
  const count = (state: ChecklistItem['state']) => items.filter((item) => item.state === state).length;
  const failed = count('failed') === 0 ? '' : `, ${count('failed')} failed`;
  return `Readiness: ${count('proved')} of ${items.length} proved, ${count('open')} open${failed}`;
}

function checklistNodes(
  items: readonly ChecklistItem[],
  manner: { readonly evidence: boolean },
): RootContent[] {
  if (items.length === 0) return [paragraph('No item applies.')];
  return taskList(items.map((item) => taskOf(item, manner)));
}

function taskOf({ id, text, state, evidence }: ChecklistItem, manner: { readonly evidence: boolean }): Task {
  const said: Inline[] = manner.evidence && evidence !== '' ? [': ', ...prose(evidence)] : [];
  const mark = state === 'failed' ? '❌ ' : '';
  return { done: state === 'proved', children: [html(`<!-- item:${id} -->`), ` ${mark}${text}`, ...said] };
}
