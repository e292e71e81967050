import { describe, expect, it } from '@jest/globals';
import { judge } from '../../src/rules/judge.ts';
import { RULES } from '../../src/rules/index.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import { exampleStage } from './example-stage.ts';

/** What many changes get beside what they are examples of, as they get notes; need not be listed. */
const USUAL: ReadonlySet<string> = new Set([
  'strong-lock-without-timeout',
  ...RULES.filter(({ severity }) => severity === 'note').map(({ id }) => id),
]);

const rehearseExample = exampleStage();

async function reported(example: RuleExample): Promise<Set<string>> {
  const rehearsal = await rehearseExample(example);
  expect(rehearsal.unknowns).toEqual([]);
  expect(rehearsal.base.failures).toEqual([]);
  const settings = { severities: new Map(), lockTimeoutDefault: null };
  const findings = judge(rehearsal, settings, {
    surroundings: example.surroundings ?? null,
    statistics: example.statistics ?? null,
  });
  return new Set(findings.map(({ rule }) => rule));
}

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, { examples }) => {
  it.each(examples.bad.map((example) => [example.title, example] as const))(
    'reports: %s',
    async (_, example) => {
      const rules = await reported(example);

      const expected = [id, ...(example.also ?? [])].sort();
      expect([...rules].filter((rule) => rule === id || !USUAL.has(rule)).sort()).toEqual(expected);
    },
  );

  it.each(examples.good.map((example) => [example.title, example] as const))(
    'does not report: %s',
    async (_, example) => {
      const rules = await reported(example);

      expect([...rules]).not.toContain(id);
    },
  );
});
