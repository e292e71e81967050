import { code } from '../lib/code.ts';
import { endsUse, type Contract } from '../model/contract.ts';
import { defineRule, type Hit } from '../model/rule.ts';
import type { Bake, Surroundings } from '../model/surroundings.ts';
import { contractsByObject, hitAtContract } from './support/contract-hit.ts';
import { advice } from './support/hit.ts';

const USERS = 'CREATE TABLE users (id bigint PRIMARY KEY, email text, fax text);';
const DROP = { up: 'ALTER TABLE users DROP COLUMN fax;' };
const EARLY: ReadonlySet<Bake['state']> = new Set<Bake['state']>(['too-early', 'no-release', 'in-use']);

export default defineRule({
  id: 'contract-too-early',
  title: 'Taken away too early',
  severity: 'block',
  dialects: ['postgres', 'sqlite'],
  docs: {
    what: 'Looks in the history of the branch for the commit that stopped using a table or column that the change drops or renames: it has to be `bake-days` old (7 without a setting), and a release has to hold it where the repository has releases.',
    why: 'Code of before still runs somewhere: on servers that deploy later, in workers that finish their jobs, in a release that is rolled back to. A rollback of the code finds the column gone.',
    instead:
      'Merge it on the day that the finding says. What code still uses is told by [still-referenced](still-referenced.md).',
    references: ['https://martinfowler.com/bliki/ParallelChange.html'],
  },
  examples: {
    bad: [
      {
        title: 'A column that code stopped using three days ago',
        base: [USERS],
        head: [DROP],
        surroundings: baked({
          state: 'too-early',
          because:
            'Unused on the branch since 2026-03-02; 7 days are over on 2026-03-09. No tag is a release (`v*`), so none is waited for.',
        }),
        also: ['drop-in-use'],
      },
    ],
    good: [
      {
        title: 'A column that no code has used for two weeks and a release',
        base: [USERS],
        head: [DROP],
        surroundings: baked({
          state: 'baked',
          because: 'Unused on the branch since 2026-03-02, for 7 days and more. Released with `v1.4`.',
        }),
      },
      {
        title: 'A column that the code of this repository never used',
        base: [USERS],
        head: [DROP],
        surroundings: baked({
          state: 'unknown',
          because: 'No code of this repository ever used `users.fax`.',
        }),
      },
    ],
  },
  check(rehearsal, { surroundings }) {
    const contracts = contractsByObject(rehearsal);
    return (surroundings?.bakes ?? []).flatMap((bake) => {
      const contract = contracts.get(bake.object);
      if (contract === undefined || !endsUse(contract) || !EARLY.has(bake.state)) return [];
      return isStillNamed(bake, surroundings) ? [] : [toHit(contract, bake)];
    });
  },
});

/** What the head still uses is told by another rule. */
function isStillNamed({ object }: Bake, surroundings: Surroundings | null): boolean {
  return (surroundings?.references?.references ?? []).some(
    (each) => each.object === object && each.side === 'head' && each.certainty === 'sure',
  );
}

function toHit(contract: Contract, { object, because, from, state, days }: Bake): Hit {
  const deed = contract.deed === 'renamed' ? 'renamed' : 'dropped';
  return hitAtContract(contract, {
    object,
    message: `${code(object)} is ${deed} too early. ${because}`,
    evidence: [],
    remedy: advice(remedyWords(state, from, days)),
  });
}

function remedyWords(state: Bake['state'], from: string | null, days: number): string {
  if (state === 'no-release') return 'Release what is on the branch first, then merge this.';
  if (from !== null) return `Merge it on ${from} or later.`;
  return `Ship the change of the code by itself, and this one ${days} days and a release later.`;
}

function baked(facts: Pick<Bake, 'state' | 'because'>): Surroundings {
  const bake: Bake = {
    object: 'users.fax',
    path: '0020_change.sql',
    line: 1,
    unusedSince: '2026-03-02',
    releases: [],
    days: 7,
    from: '2026-03-09',
    ...facts,
  };
  return {
    references: { unsearched: null, expected: true, references: [], files: 1 },
    dependants: [],
    bakes: [bake],
    neighbors: [],
  };
}
