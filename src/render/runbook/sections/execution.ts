import type { RootContent } from 'mdast';
import type { Communication, MetricRow, Runbook } from '../../../model/runbook.ts';
import { list, strong, type Inline } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import type { Detail, Part } from '../part.ts';
import { tableOf } from '../table-of.ts';
import { under } from '../under.ts';
import { timelineNodes } from './timeline.ts';

/** The days, what is watched on them, and who is told. */
export const EXECUTION: Part = {
  id: 'execution',
  title: 'Execution and monitoring',
  weight: 70,
  nodes: (runbook: Runbook, detail: Detail): RootContent[] => [
    ...under('Timeline', timelineNodes(runbook, detail)),
    ...under('Monitoring', metricTable(runbook.metrics)),
    ...under('Communication', communicationNodes(runbook.communication)),
  ],
};

function metricTable(metrics: readonly MetricRow[]): RootContent[] {
  return tableOf(metrics, [
    { title: 'Metric', cell: ({ metric }) => metric },
    { title: 'Normal', cell: ({ normal }) => normal },
    { title: 'Alert', cell: ({ alert }) => alert },
    { title: 'Action', cell: ({ action }) => action },
  ]);
}

function communicationNodes({
  stakeholders,
  responsibilities,
  customers,
  incident,
}: Communication): RootContent[] {
  const facts: Inline[][] = [
    ...(customers === null ? [] : [[strong('Customers notice:'), ' ', ...prose(customers)]]),
    ...(incident === null ? [] : [[strong('In an incident:'), ' ', ...prose(incident)]]),
  ];
  return [
    ...list(facts),
    ...tableOf(stakeholders, [
      { title: 'Who is told', cell: (stakeholder) => stakeholder.name },
      { title: 'Where', cell: ({ channel }) => channel },
      { title: 'When', cell: ({ when }) => when },
    ]),
    ...tableOf(responsibilities, [
      { title: 'Task', cell: ({ task }) => task },
      { title: 'Who does it', cell: ({ who }) => who },
    ]),
  ];
}
