import type { Surroundings } from '../../src/model/surroundings.ts';
import { PATH } from './runbook-fixtures.ts';

const IN_CLONE = 'git fetch origin abc && holdpoint review';

export const SURROUNDINGS: Surroundings = {
  references: {
    unsearched: null,
    expected: true,
    files: 20,
    references: [
      {
        object: 'users.legacy_flag',
        side: 'head',
        path: 'src/routes/users.ts',
        line: 12,
        text: 'select legacy_flag from users',
        form: 'legacy_flag',
        component: 'routes',
        certainty: 'sure',
      },
    ],
  },
  dependants: [{ object: 'users.legacy_flag', kind: 'view', name: 'flagged_users' }],
  bakes: [
    {
      object: 'users.legacy_flag',
      path: PATH,
      line: 2,
      unusedSince: '2026-11-28T00:00:00Z',
      releases: [],
      days: 7,
      from: '2026-12-05T00:00:00Z',
      state: 'too-early',
      because: 'unused for two days only',
    },
  ],
  neighbors: [],
};

/** As on a pull request that is read without a checkout. */
export const UNSEARCHED: Surroundings = {
  references: {
    ...{ unsearched: 'There is no checkout.', expected: false, references: [], files: 0 },
    inClone: IN_CLONE,
  },
  dependants: [],
  bakes: [
    {
      object: 'users.legacy_flag',
      path: PATH,
      line: 2,
      unusedSince: null,
      releases: [],
      days: 7,
      from: null,
      state: 'unknown',
      because: 'Nobody looked.',
      inClone: IN_CLONE,
    },
  ],
  neighbors: [],
};

/** A line that may mean something else. */
export const LIKELY: Surroundings = {
  ...UNSEARCHED,
  bakes: [],
  references: {
    unsearched: null,
    expected: true,
    files: 20,
    references: [
      {
        object: 'users.legacy_flag',
        side: 'head',
        path: 'src/workers/flags.ts',
        line: 7,
        text: 'row.legacy_flag',
        form: 'legacy_flag',
        component: 'workers',
        certainty: 'likely',
      },
    ],
  },
};

/** Pages show what goes. */
export const FRONTEND: Surroundings = {
  ...LIKELY,
  references: {
    ...{ unsearched: null, expected: true, files: 20 },
    references: [
      {
        object: 'users.legacy_flag',
        side: 'head',
        path: 'src/pages/users.tsx',
        line: 3,
        text: 'user.legacy_flag',
        form: 'legacy_flag',
        component: 'frontend',
        certainty: 'sure',
      },
    ],
  },
};
