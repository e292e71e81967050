import { expect, test } from '@jest/globals';
import type { Remedy, Severity } from '../../src/model/finding.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { findingGroups } from '../../src/render/finding-groups.ts';
import { finding, rehearsal, rehearsed, statement } from './fixture-builder.ts';

function remedy(text: string, ...sql: readonly string[]): Remedy {
  return { text, sql, rehearsed: false };
}

test('what the gravest finding asks for comes first, and of those alike what can be run', () => {
  const told: readonly (readonly [Severity, Remedy])[] = [
    ['warn', remedy('limit the wait', 'SET lock_timeout = 1')],
    ['block', remedy('wait for the code')],
    ['block', remedy('build it otherwise', 'CREATE INDEX CONCURRENTLY')],
    ['warn', remedy('wait for the code')],
  ];
  const findings = told.map(([severity, todo]) => finding({ severity, statement: 0, remedy: todo }));
  const seen = rehearsal([rehearsed([statement()])]);
  const plan = buildPlan({ base: 'a', head: 'b', notices: [] }, [{ rehearsal: seen, findings }]);

  const groups = plan.projects.flatMap((project) => findingGroups(project));

  expect(groups.map(({ remedies }) => remedies.map(({ text }) => text))).toEqual([
    ['build it otherwise', 'wait for the code', 'limit the wait'],
  ]);
});
