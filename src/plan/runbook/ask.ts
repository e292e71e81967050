import { code } from '../../lib/code.ts';
import type { OpenQuestion } from '../../model/runbook.ts';

/** The question, where it is open; `answer` is a key, or words with code in them. */
export function ask(
  isOpen: boolean,
  question: string,
  answer: string,
  holds: string | null = null,
): OpenQuestion[] {
  return isOpen ? [{ question, answer: answer.includes('`') ? answer : code(answer), holds }] : [];
}
