import { describe, expect, it } from '@jest/globals';
import type { RuleExample } from '../../src/model/rule.ts';
import { findingGroups, type FindingGroup } from '../../src/render/finding-groups.ts';
import { judge } from '../../src/rules/judge.ts';
import { exampleStage } from '../rules/example-stage.ts';

const rehearseExample = exampleStage();

async function groupsOf(base: string, head: RuleExample['head']): Promise<FindingGroup[]> {
  const rehearsal = await rehearseExample({ title: 'group', base: [base], head });
  const findings = judge(rehearsal, { severities: new Map(), lockTimeoutDefault: null });
  return findingGroups({ findings, rehearsal });
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
