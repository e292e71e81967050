import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { RULES } from '../../src/rules/index.ts';

const ROWS = readFileSync('docs/coverage.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (PG|GN)-/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id = '', , answer = '']) => ({ id, answer }));
const RULE_IDS = new Set(RULES.map(({ id }) => id));

/** `PG-01` to `PG-121`, `GN-01` to `GN-24`: the numbers under which the union of all rules is kept. */
function numbered(prefix: string, last: number): string[] {
  return Array.from({ length: last }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`);
}

describe('the page on coverage', () => {
  it('answers every rule of the others once', () => {
    expect(ROWS.map(({ id }) => id)).toEqual([...numbered('PG', 121), ...numbered('GN', 24)]);
  });

  it('names rules that exist, or says why there is none', () => {
    for (const { id, answer } of ROWS) {
      const named = [...answer.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, rule = '']) => rule);
      expect({ id, unknown: named.filter((rule) => !RULE_IDS.has(rule)) }).toEqual({ id, unknown: [] });
      if (named.length === 0)
        expect(answer).toMatch(/^(?:Not covered: |By verdict mechanics: |Not a rule: )./);
    }
  });
});
