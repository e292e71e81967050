import type { RootContent } from 'mdast';
import { code } from '../../../lib/code.ts';
import type { Estimate } from '../../../model/statistics.ts';
import { name, paragraph } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import { durationInWords, sizeInWords } from '../estimate-words.ts';
import type { Detail } from '../part.ts';
import { bytesInWords, secondsInWords } from '../quantities.ts';
import { scriptNodes } from '../script-nodes.ts';
import { tableOf } from '../table-of.ts';
import { under } from '../under.ts';

/** What the statements will take on the reader's tables, and how to find out where nobody knows. */
export function estimateNodes(estimates: readonly Estimate[], { scripts }: Detail): RootContent[] {
  const queries = new Map(
    estimates.flatMap(({ relation, query }) => (query === null ? [] : [[relation, query] as const])),
  );
  return under('What it takes on your tables', [
    ...tableOf(distinct(estimates), [
      { title: 'Table', cell: ({ relation }) => [name(relation)] },
      { title: 'Size', cell: (estimate) => sizeInWords(estimate) || 'unknown' },
      { title: 'Takes', cell: (estimate) => durationInWords(estimate) },
      { title: 'Free disk', cell: ({ disk }) => diskWords(disk) },
      { title: 'Standby lag', cell: ({ lag }) => (lag === null ? '' : secondsInWords(lag)) },
      { title: 'Based on', cell: ({ basis }) => basis },
    ]),
    ...(scripts ? [...queries].flatMap(([relation, query]) => queryNodes(relation, query)) : []),
  ]);
}

/** Statements that take the same share a row. */
function distinct(estimates: readonly Estimate[]): Estimate[] {
  return [...new Map(estimates.map((estimate) => [JSON.stringify(estimate), estimate])).values()];
}

function diskWords(disk: number | null): string {
  if (disk === null) return 'unknown';
  return disk === 0 ? 'none' : bytesInWords(disk);
}

function queryNodes(relation: string, query: string): RootContent[] {
  return [
    paragraph(...prose(`How large is ${code(relation)}?`)),
    ...scriptNodes({
      language: 'sql',
      text: query,
      where: 'On the primary or a standby, as anybody who may read the catalog; it touches no row.',
      how: 'Put the answer into the statistics file, or read it beside this table.',
      witness: null,
    }),
  ];
}
