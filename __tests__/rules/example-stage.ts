import { afterAll, beforeAll } from '@jest/globals';
import type { Rehearsal } from '../../src/model/rehearsal.ts';
import type { RuleExample } from '../../src/model/rule.ts';
import { withExampleStage } from './rehearse-example.ts';

type RehearseExample = (example: RuleExample) => Promise<Rehearsal>;

/** One engine for all tests of a file; it is open while they run. */
export function exampleStage(): RehearseExample {
  let rehearseExample: RehearseExample;
  let leave: () => void;
  let closed: Promise<void>;

  beforeAll(async () => {
    const ready = new Promise<void>((resolve, reject) => {
      closed = withExampleStage(async (rehearse) => {
        rehearseExample = rehearse;
        const over = new Promise<void>((done) => (leave = done));
        resolve();
        await over;
      });
      closed.catch(reject);
    });
    await ready;
  });

  afterAll(async () => {
    leave();
    await closed;
  });

  return (example) => rehearseExample(example);
}
