import { REVIEW_SERVICES } from '../../../src/action/review-services.ts';
import type { RemoteInput, Reviewed, ReviewInput, Services } from '../../../src/action/services.ts';
import { githubClient } from '../../../src/adapters/github/client.ts';
import { INPUT_NAMES, type ActionInputs } from '../../../src/adapters/runner/inputs.ts';
import type { Rights } from '../../../src/model/rights.ts';
import { LoopbackGitHub } from '../../github/loopback-github.ts';
import type { Files } from '../../github/loopback/git-store.ts';

const BASE: Files = {
  'migrations/0001_base.sql':
    'CREATE TABLE users (id bigint PRIMARY KEY, email text, legacy text);\nCREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);\n',
};

const CHANGED = 'migrations/0002_change.sql';

function withoutNotes(sql: string): Files {
  return { [CHANGED]: sql, 'NOTES.md': null };
}

/** What the pull request can hold: every push makes it one of these. */
export const HEADS = {
  nothing: { [CHANGED]: null, 'NOTES.md': 'Nothing to migrate.\n' },
  expand: withoutNotes('ALTER TABLE users ADD COLUMN nickname text;\n'),
  blocking: withoutNotes('CREATE INDEX orders_user_id_idx ON orders (user_id);\n'),
  contract: withoutNotes('ALTER TABLE users DROP COLUMN legacy;\n'),
  edited: withoutNotes(
    '-- Nobody reads it.\nALTER TABLE users DROP COLUMN legacy;\nALTER TABLE orders DROP COLUMN user_id;\n',
  ),
} as const satisfies Readonly<Record<string, Files>>;

export type Head = keyof typeof HEADS;
export const HEAD_NAMES = Object.keys(HEADS) as Head[];

const NO_INPUTS = Object.fromEntries(INPUT_NAMES.map((name) => [name, ''])) as ActionInputs;

/** What the services say of each head, by the content of its commit. Reviewed for real, once. */
export type Reviews = ReadonlyMap<string, Reviewed>;

/** Opens the pull request of every sequence on a server of its own. */
export async function openShop(first: Head): Promise<LoopbackGitHub> {
  const github = await LoopbackGitHub.open();
  github.pushTo('main', BASE);
  github.openPull(HEADS[first]);
  return github;
}

/** Reviews every head through the API, as a run does. */
export async function reviewHeads(): Promise<Reviews> {
  const reviews = new Map<string, Reviewed>();
  for (const head of HEAD_NAMES) {
    const github = await openShop(head);
    const { headSha, baseSha } = github.pull();
    const client = githubClient({ token: 'workflow-token', apiUrl: github.api, pace: 'immediate' });
    const input = { client, place: { owner: 'acme', repo: 'shop' }, inputs: NO_INPUTS, environment: {} };
    const reviewed = await REVIEW_SERVICES.reviewRemote({ ...input, baseSha, headSha });
    reviews.set(github.git.facts(headSha).tree, reviewed);
    await github.close();
  }
  return reviews;
}

/** The services of a real run, with what they said of the same content before. */
export function servicesOf(github: LoopbackGitHub, reviews: Reviews, rights: Rights): Services {
  const reviewOf = ({ headSha, baseSha }: ReviewInput | RemoteInput): Promise<Reviewed> => {
    const known = reviews.get(github.git.facts(headSha).tree);
    if (known === undefined) throw new Error(`${headSha} was not reviewed.`);
    const { hand, policy, report } = known;
    return Promise.resolve({
      ...known,
      // Marks in the diff and the files of a report are no part of the conversation.
      report: { ...report, annotations: [], fixes: [], summary: '', json: '{}' },
      hand: { ...hand, head: headSha, base: baseSha },
      policy: { ...policy, rights },
    });
  };
  return {
    ...REVIEW_SERVICES,
    reviewCheckout: reviewOf,
    reviewRemote: reviewOf,
    policyAt: async (input) => (await reviewOf(input)).policy,
    now: () => new Date(github.world.clock).toISOString(),
  };
}
