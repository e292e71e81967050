import type { Stage } from '../../model/brief.ts';
import type { TestStage } from '../../model/runbook.ts';
import type { Matter } from './matter.ts';
import { isDangerous } from './traits.ts';

const LOCAL: readonly TestStage[] = [
  { stage: 'Unit', environment: 'Local', data: 'Mock', duration: 'Minutes', gate: 'All pass' },
  { stage: 'Integration', environment: 'Local', data: 'Seed data', duration: 'Minutes', gate: 'All pass' },
];

const IN_PRODUCTION: Readonly<Record<Stage, Pick<TestStage, 'duration' | 'gate'>>> = {
  expand: { duration: 'Days', gate: 'Dual-write works' },
  migrate: { duration: 'Hours', gate: 'Backfill complete' },
  switch: { duration: 'Days', gate: 'Reads from new are right' },
  contract: { duration: 'Weeks', gate: 'Old path removed' },
};

/** Where the change is tried, from the cheapest place to production; staging where it can hurt. */
export function testStages(matter: Matter): TestStage[] {
  return [
    ...LOCAL,
    ...(isDangerous(matter) || matter.brief?.move ? staging(matter) : []),
    ...matter.stages.map((stage, index) => inProduction(stage, index, matter)),
  ];
}

function staging({ brief }: Matter): TestStage[] {
  const environment = brief?.staging ?? 'Staging';
  return [
    {
      stage: 'Staging dry run',
      environment,
      data: 'Copy of production',
      duration: 'Hours',
      gate: 'Counts match',
    },
    {
      stage: 'Staging full run',
      environment,
      data: 'Copy of production',
      duration: 'Hours',
      gate: 'Smoke tests pass',
    },
  ];
}

function inProduction(stage: Stage, index: number, matter: Matter): TestStage {
  const { duration, gate } = IN_PRODUCTION[stage];
  const isAlone = stage === 'expand' && !matter.stages.includes('contract');
  return {
    stage: `Production, phase ${index + 1}: ${stage}`,
    environment: 'Production',
    data: 'Live',
    duration: isAlone ? 'Hours' : duration,
    gate: isAlone ? 'The code that runs today works' : gate,
  };
}
