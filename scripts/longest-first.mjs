/** Starts the longest test files first, so that no worker is busy alone at the end. */
import Sequencer from '@jest/test-sequencer';

/** Longest first; by size, which is all that Jest goes by in a fresh clone, some of these would come last. */
const LONGEST = [
  'series/spoiled.test.ts',
  'series/proofs.test.ts',
  'action/action.test.ts',
  'action/events.test.ts',
  'action/commands.test.ts',
  'action/suggestions.test.ts',
  'conversation/sequences.test.ts',
  'conversation/sequences-strict.test.ts',
  'postgres-server/postgres-server.test.ts',
  'git/open-git-repository.test.ts',
  'regressions/peer-mistakes.test.ts',
  'rules/examples.test.ts',
  'postgres-documented/agreement.test.ts',
  'postgres-versions/witnesses.test.ts',
  'postgres-inverse/invert.test.ts',
  'postgres-catalog/incremental.test.ts',
  'examples/examples.test.ts',
  'browser/pages.test.ts',
  'browser/diagrams.test.ts',
  'changeset/from-git.test.ts',
];

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const known = LONGEST.flatMap((name) => sorted.filter(({ path }) => path.endsWith(`/__tests__/${name}`)));
    return [...known, ...sorted.filter((test) => !known.includes(test))];
  }
}
