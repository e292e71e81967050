import { countOf } from '../lib/count-of.ts';
import { withoutCodeMarks } from '../lib/code.ts';
import { wrapText } from '../lib/wrap-text.ts';
import type { Check, CheckGroup, CheckState } from './check.ts';

const STATES: readonly CheckState[] = ['ok', 'note', 'warn', 'fail', 'unknown'];
const INDENT = ' '.repeat(11);

/** All checks for a terminal, with what to do, and their sum in the last line. */
export function renderChecks(groups: readonly CheckGroup[], width: number): string {
  const parts = groups.map(({ title, checks }) =>
    [title, ...checks.map((check) => lines(check, width))].join('\n'),
  );
  return `${[...parts, sumOf(groups)].join('\n\n')}\n`;
}

/** The same for programs. */
export function checksAsJson(groups: readonly CheckGroup[]): string {
  const plain = ({ state, text, mend, place }: Check): object => ({
    state,
    text: withoutCodeMarks(text),
    mend: mend === null ? null : withoutCodeMarks(mend),
    path: place?.path ?? null,
    line: place?.line ?? null,
  });
  const told = groups.map(({ title, checks }) => ({ title, checks: checks.map(plain) }));
  return `${JSON.stringify({ ok: !hasFailed(groups), groups: told }, null, 2)}\n`;
}

/** True when something keeps the gate from working. */
export function hasFailed(groups: readonly CheckGroup[]): boolean {
  return groups.some(({ checks }) => checks.some(({ state }) => state === 'fail'));
}

function lines({ state, text, mend, place }: Check, width: number): string {
  const where = place === null ? '' : `${place.path}:${place.line}: `;
  const room = width - INDENT.length;
  const told = wrapText(where + withoutCodeMarks(text), room, INDENT).trimStart();
  const todo = mend === null ? '' : `\n${wrapText(`→ ${withoutCodeMarks(mend)}`, room, INDENT)}`;
  return `  ${state.padEnd(INDENT.length - 2)}${told}${todo}`;
}

function sumOf(groups: readonly CheckGroup[]): string {
  const all = groups.flatMap(({ checks }) => checks);
  const count = (state: CheckState): number => all.filter((check) => check.state === state).length;
  const told = STATES.filter((state) => count(state) > 0).map((state) => `${count(state)} ${state}`);
  return `${countOf(all.length, 'check')}: ${told.join(', ')}`;
}
