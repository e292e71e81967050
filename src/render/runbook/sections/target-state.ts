import type { RootContent } from 'mdast';
import type { Runbook, TargetState } from '../../../model/runbook.ts';
import type { Part } from '../part.ts';
import { tableOf } from '../table-of.ts';
import { under } from '../under.ts';

/** What becomes of what. */
export const TARGET_STATE: Part = {
  id: 'target',
  title: 'Target state',
  weight: 50,
  nodes: ({ target }: Runbook): RootContent[] => [...rowsOf(target.rows), ...differenceNodes(target)],
};

/** One table for each group, in the order of their first row. */
function differenceNodes({ differences }: TargetState): RootContent[] {
  const groups = [...new Set(differences.map(({ group }) => group))];
  return groups.flatMap((group) => under(group, rowsOf(differences.filter((row) => row.group === group))));
}

function rowsOf(rows: TargetState['rows']): RootContent[] {
  return tableOf(rows, [
    { title: 'Current', cell: ({ current }) => current },
    { title: 'Target', cell: ({ target }) => target },
    { title: 'Migration action', cell: ({ action }) => action },
  ]);
}
