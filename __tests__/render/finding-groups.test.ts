import { describe, expect, it, test } from '@jest/globals';
import type { Remedy, Severity } from '../../src/model/finding.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import { buildPlan } from '../../src/plan/build-plan.ts';
import { findingGroups, type FindingGroup } from '../../src/render/finding-groups.ts';
import { judge } from '../../src/rules/judge.ts';
import { exampleStage } from '../rules/example-stage.ts';
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

const rehearseExample = exampleStage();

async function groupsOf(base: string, head: RuleExample['head']): Promise<FindingGroup[]> {
  const seen = await rehearseExample({ title: 'group', base: [base], head });
  const findings = judge(seen, { severities: new Map(), lockTimeoutDefault: null });
  return findingGroups({ findings, rehearsal: seen });
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

describe('the advice of one group of findings', () => {
  it('is said once where several findings give it, with the SQL of each', async () => {
    const up =
      'CREATE TABLE visits (id bigint PRIMARY KEY, a bigint REFERENCES shops, b bigint REFERENCES shops);';
    const [group] = await groupsOf('CREATE TABLE shops (id bigint PRIMARY KEY);', [{ up }]);

    const keys = group?.findings.filter(({ rule }) => rule === 'foreign-key-without-index');
    expect(keys).toHaveLength(2);
    const builds = group?.remedies.filter(({ text }) => text.includes('Build an index'));
    expect(builds).toHaveLength(1);
    expect(builds?.[0]?.sql).toHaveLength(2);
  });

  it('says no sentence twice', async () => {
    const up = 'ALTER TABLE shops ADD COLUMN a text;\nALTER TABLE shops ADD COLUMN b text;';
    const groups = await groupsOf('CREATE TABLE shops (id bigint PRIMARY KEY);', [
      { up, transaction: 'none' },
    ]);

    const group = groups.find(({ findings }) => findings.length > 1);
    const told = group?.findings.map(({ remedy }) => remedy?.text ?? '').join('\n') ?? '';
    expect(count(told, 'run the migration again.')).toBe(2);
    const said = group?.remedies.map(({ text }) => text).join('\n') ?? '';
    expect(count(said, 'run the migration again.')).toBe(1);
  });
});
