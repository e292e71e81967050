import type { RootContent } from 'mdast';
import type { Gate } from '../../../model/runbook.ts';
import { branches, list, name, strong, type Branch } from '../../nodes.ts';
import { prose } from '../../prose.ts';

/** Go or no-go at the end of a phase; nothing where nobody said anything. */
export function gateNodes({ decides, go, rollback }: Gate): RootContent[] {
  if (decides === null && go.length + rollback.length === 0) return [];
  const sides: Branch[] = [
    { line: [strong('Go'), ' when all of this holds:'], below: criteria(go) },
    { line: [strong('Roll back'), ' as soon as one of this is seen:'], below: criteria(rollback) },
  ];
  const decider: Branch = {
    line: [strong('Decides:'), ' ', decides === null ? 'nobody is named yet' : name(decides)],
    below: [],
  };
  return branches([decider, ...sides.filter(({ below }) => below.length > 0)], { ordered: false });
}

function criteria(sentences: readonly string[]): Branch['below'] {
  return list(sentences.map((sentence) => prose(sentence)));
}
