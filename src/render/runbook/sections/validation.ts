import type { RootContent } from 'mdast';
import type { Runbook, RunbookCheck, RunbookValidation, TestStage } from '../../../model/runbook.ts';
import { heading, list, name, paragraph, type Inline } from '../../nodes.ts';
import { prose } from '../../prose.ts';
import type { Detail, Part } from '../part.ts';
import { scriptNodes } from '../script-nodes.ts';
import { tableOf } from '../table-of.ts';
import { under } from '../under.ts';

/** How to see that the data is right, before and after, and where it is tried first. */
export const VALIDATION: Part = {
  id: 'validation',
  title: 'Validation and tests',
  weight: 60,
  nodes: ({ validation }: Runbook, detail: Detail): RootContent[] => [
    ...under('Before', checkNodes(validation.before, detail)),
    ...under('After', [...checkNodes(validation.after, detail), ...smokeNodes(validation)]),
    ...under('Test stages', stageTable(validation.stages)),
  ],
};

function checkNodes(checks: readonly RunbookCheck[], { scripts }: Detail): RootContent[] {
  if (!scripts) return list(checks.map(titleOf));
  return checks.flatMap((check): RootContent[] => [
    heading(4, ...titleOf(check)),
    ...(check.reason === '' ? [] : [paragraph(...prose(check.reason))]),
    ...scriptNodes(check.script),
  ]);
}

function titleOf({ title, expect }: RunbookCheck): Inline[] {
  const expected: Inline[] =
    expect === null ? [' → keep the answer and compare'] : [' → expect ', name(expect)];
  return [...prose(title), ...expected];
}

function smokeNodes({ smoke }: RunbookValidation): RootContent[] {
  if (smoke.length === 0) return [];
  return [paragraph('In the application:'), ...list(smoke.map((sentence) => prose(sentence)))];
}

function stageTable(stages: readonly TestStage[]): RootContent[] {
  return tableOf(stages, [
    { title: 'Stage', cell: ({ stage }) => stage },
    { title: 'Environment', cell: ({ environment }) => environment },
    { title: 'Data', cell: ({ data }) => data },
    { title: 'Duration', cell: ({ duration }) => duration },
    { title: 'Gate', cell: ({ gate }) => gate },
  ]);
}
