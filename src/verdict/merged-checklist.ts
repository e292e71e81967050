import { createHash } from 'node:crypto';
import { code } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { ChecklistItem, Plan } from '../model/plan.ts';

const WORST_FIRST: readonly ChecklistItem['state'][] = ['failed', 'open', 'proved'];

/** One checklist for the whole change: an item is as far as the project that is least far. */
export function mergedChecklist(plan: Plan): ChecklistItem[] {
  const lists = plan.projects.map(({ rehearsal, checklist }) => ({
    folder: rehearsal.project.path,
    checklist,
  }));
  const first = lists[0];
  if (first === undefined) return [];
  if (lists.length === 1) return [...first.checklist];
  return first.checklist.map((item) => {
    const same = lists.flatMap(({ folder, checklist }) =>
      checklist.filter(({ id }) => id === item.id).map((found) => ({ folder, ...found })),
    );
    const state = WORST_FIRST.find((worst) => same.some((found) => found.state === worst)) ?? item.state;
    const telling = same.filter((found) => found.state === state);
    return { ...item, state, evidence: evidenceOf(telling), digest: together(same) };
  });
}

/** An answer for the whole change is an answer for each project. */
function together(items: readonly { readonly digest: string }[]): string {
  const digests = items.map(({ digest }) => digest).join(' ');
  return createHash('sha256').update(digests).digest('hex').slice(0, 16);
}

function evidenceOf(items: readonly { readonly folder: string; readonly evidence: string }[]): string {
  const first = items[0];
  if (first === undefined) return '';
  if (items.every(({ evidence }) => evidence === first.evidence)) return first.evidence;
  return listInWords(
    items.map(({ folder, evidence }) => `${code(folder)}: ${evidence}`),
    3,
  );
}
