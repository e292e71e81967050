import type { RootContent } from 'mdast';
import type { ComponentRow, CurrentState, Runbook } from '../../../model/runbook.ts';
import { list, name, paragraph, strong, type Inline } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import type { Detail, Part } from '../part.ts';
import { tableOf } from '../table-of.ts';
import { under } from '../under.ts';
import { estimateNodes } from './estimates.ts';

/** What is migrated, how large it is, and who depends on it. */
export const CURRENT_STATE: Part = {
  id: 'current',
  title: 'Current state',
  weight: 40,
  nodes: ({ current }: Runbook, detail: Detail): RootContent[] => [
    ...list(
      current.subjects.map(({ subject, detail: words }): Inline[] => [
        strong(...prose(subject)),
        ': ',
        ...prose(words),
      ]),
    ),
    ...scaleNodes(current),
    ...estimateNodes(current.estimates, detail),
    ...dependencyNodes(current),
    ...componentNodes(current.components),
  ],
};

function scaleNodes({ scale }: CurrentState): RootContent[] {
  return under('Scale', [
    ...tableOf(scale, [
      { title: 'What', cell: ({ what }) => what },
      { title: 'Value', cell: ({ value }) => value },
      { title: 'Source', cell: ({ source }) => source },
    ]),
  ]);
}

function dependencyNodes({ dependencies }: CurrentState): RootContent[] {
  return under('Dependencies', [
    ...tableOf(dependencies, [
      { title: 'Kind', cell: ({ kind }) => kind },
      { title: 'Name', cell: (row) => [name(row.name)] },
      { title: 'Detail', cell: ({ detail }) => detail },
    ]),
  ]);
}

function componentNodes(components: readonly ComponentRow[]): RootContent[] {
  const unknown = components.filter(({ affected }) => affected === 'unknown').length;
  return under('Component impact', [
    ...(unknown === 0
      ? []
      : [paragraph('Nobody has said yet, and nothing was found, where it says unknown.')]),
    ...tableOf(components, [
      { title: 'Component', cell: ({ component }) => component },
      { title: 'Affected', cell: ({ affected }) => affected },
      { title: 'Impact', cell: ({ impact }) => impact },
      { title: 'Effort', cell: ({ effort }) => effort },
    ]),
  ]);
}
