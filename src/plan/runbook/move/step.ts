import type { RunbookStep, Script } from '../../../model/runbook.ts';

/** A step without SQL of the change. */
export function moveStep(
  title: string,
  script: Script | null = null,
  check: string | null = null,
): RunbookStep {
  return { title, place: null, script, blocks: null, estimate: null, check };
}

/** An argument of a shell, in quotes where it needs them. */
export function word(text: string): string {
  return /^[\w.:/@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
