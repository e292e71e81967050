import { USAGE } from './command.ts';
import type { Answer } from './hear.ts';

/** The words of an answer; null when a reaction says it all. */
export interface Reply {
  readonly sentences: readonly string[];
  readonly choices: readonly string[];
}

/** What a rule is about, in sentences; empty for a rule that there is not. */
export type ExplainRule = (rule: string) => readonly string[];

/** What is said to a command: a reply only where something must be explained. */
export function replyTo(
  { command, refusal, remark }: Answer,
  sources: { readonly explain: ExplainRule; readonly runUrl: string | null },
): Reply | null {
  if (refusal !== null) return { sentences: [refusal], choices: [] };
  if (remark !== null) return { sentences: [remark], choices: [] };
  if (command.kind === 'help')
    return { sentences: ['Commands, in the first line of a comment:'], choices: Object.values(USAGE) };
  if (command.kind === 'explain') return { sentences: sources.explain(command.rule), choices: [] };
  if (command.kind === 'plan') return { sentences: [whereThePlanIs(sources.runUrl)], choices: [] };
  return null;
}

function whereThePlanIs(runUrl: string | null): string {
  const at = runUrl === null ? 'the job summary of this run' : `the job summary: ${runUrl}`;
  return `The whole plan is in ${at}.`;
}
