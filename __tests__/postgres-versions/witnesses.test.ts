import { expect, test } from '@jest/globals';
import { RULES } from '../../src/rules/index.ts';
import { withExampleStage } from '../rules/rehearse-example.ts';
import { canBeCompared, disagreements } from './witness-agreement.ts';

const MEASURED_ON = 18;

test('manual and engine agree on every statement of the rules’ examples', async () => {
  let compared = 0;
  const found: string[] = [];
  await withExampleStage(async (rehearseExample) => {
    for (const { examples, dialects } of RULES) {
      for (const example of [...examples.bad, ...examples.good]) {
        if ((example.dialect ?? dialects[0]) !== 'postgres') continue;
        const { migrations } = await rehearseExample(example);
        for (const migration of migrations) {
          compared += migration.statements.filter(canBeCompared).length;
          found.push(...disagreements(migration, MEASURED_ON));
        }
      }
    }
  });

  expect(found).toEqual([]);
  expect(compared).toBeGreaterThan(100);
}, 240_000);
