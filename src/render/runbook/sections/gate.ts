import type { RootContent } from 'mdast';
import type { Gate } from '../../../model/runbook.ts';
import { branches, heading, list, name, strong, type Branch } from '../../nodes.ts';
import { prose } from '../../prose.ts';

/** Go or no-go at the end of a phase; nothing where nobody said anything. */
export function gateNodes({ decides, go, rollback }: Gate): RootContent[] {
  if (decides === null && go.length + rollback.length === 0) return [];
  const sides: Branch[] = [
    { line: [strong('Go'), ' when all of these hold:'], below: criteria(go) },
    { line: [strong('Roll back'), ' as soon as one of these is seen:'], below: criteria(rollback) },
  ];
  const decider: Branch = {
    line: [strong('Decides:'), ' ', decides === null ? 'nobody is named yet' : name(decides)],
    below: [],
  };
  const filled = sides.filter(({ below }) => below.length > 0);
  return [heading(4, 'Go or no-go'), ...branches([decider, ...filled], { ordered: false })];
}

function criteria(sentences: readonly string[]): Branch['below'] {
  return list(sentences.map((sentence) => prose(sentence)));
}
