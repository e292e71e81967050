import type { RootContent } from 'mdast';
import type { Settlement } from '../../model/decisions.ts';
import type { SettledItem } from '../../model/docket.ts';
import type { Section } from '../fit.ts';
import { details, html, name, paragraph, taskList } from '../nodes.ts';
import type { Inline, Task } from '../nodes.ts';
import { prose } from '../prose.ts';

/** The readiness checklist of the whole change as tasks; shorter without evidence. It is never left out. */
export function checklistSection(items: readonly SettledItem[]): Section {
  const level = (evidence: boolean) => () => details(summaryOf(items), checklistNodes(items, { evidence }));
  return { weight: 100, levels: [level(true), level(false)] };
}

function summaryOf(items: readonly SettledItem[]): string {
  const proved = items.filter(({ state }) => state === 'proved').length;
  const settled = items.filter(({ settlement }) => settlement !== null).length;
  const failed = items.filter(({ state }) => state === 'failed').length;
  const open = items.length - proved - settled - failed;
  const people = settled === 0 ? '' : `, ${settled} settled by people`;
  return `Readiness: ${proved} of ${items.length} proved${people}, ${open} open${failed === 0 ? '' : `, ${failed} failed`}`;
}

function checklistNodes(
  items: readonly SettledItem[],
  manner: { readonly evidence: boolean },
): RootContent[] {
  if (items.length === 0) return [paragraph('No item applies.')];
  return taskList(items.map((item) => taskOf(item, manner)));
}

function taskOf(item: SettledItem, manner: { readonly evidence: boolean }): Task {
  const { id, digest, text, state, evidence, settlement } = item;
  const said: Inline[] = manner.evidence && evidence !== '' ? [': ', ...prose(evidence)] : [];
  const mark = state === 'failed' ? '❌ ' : '';
  return {
    done: state === 'proved' || settlement !== null,
    children: [html(`<!-- item:${id}:${digest} -->`), ` ${mark}${text}`, ...said, ...settledBy(settlement)],
  };
}

function settledBy(settlement: Settlement | null): Inline[] {
  if (settlement === null) return [];
  return [' ✍️ ', name(settlement.by), `, ${settlement.at.slice(0, 16).replace('T', ' ')} UTC`];
}
