import { minutesIn } from '../../../src/conversation/minutes.ts';
import type { Rights } from '../../../src/model/rights.ts';
import { USUAL_RIGHTS } from '../../../src/model/rights.ts';
import { COMMENT_MARKER } from '../../../src/model/report.ts';
import type { LoopbackGitHub } from '../../github/loopback-github.ts';
import { openShop, servicesOf, type Reviews } from './heads.ts';
import { Oracle } from './oracle.ts';
import { Play } from './play.ts';
import { Stage } from './stage.ts';
import { ROLE, type Story } from './steps.ts';

const STRICT: Rights = {
  ...USUAL_RIGHTS,
  deeds: {
    tick: [{ kind: 'role', role: 'maintain' }],
    attest: [{ kind: 'team', team: 'acme/database' }],
    accept: [{ kind: 'user', login: 'Root' }],
    decide: [{ kind: 'role', role: 'admin' }],
  },
};
const RIGHTS = { usual: USUAL_RIGHTS, strict: STRICT } as const;

/** Tells a story to its end; gives everything that does not hold then. */
export async function tell(
  story: Story,
  reviews: Reviews,
  look: (github: LoopbackGitHub) => void = () => undefined,
): Promise<string[]> {
  const github = await openShop(story.first);
  for (const [login, role] of Object.entries(ROLE)) github.setRole(login, role);
  github.setMember('acme/database', 'root');
  const stage = new Stage(github, servicesOf(github, reviews, RIGHTS[story.rights]));
  try {
    const play = new Play(github, stage);
    await play.begin();
    for (const step of story.steps) await play.step(step);
    await play.end(story.last);
    return [...(await faultsOf(story, { github, stage, play, reviews })), ...github.violations];
  } finally {
    look(github);
    await stage.close();
  }
}

interface Scene {
  readonly github: LoopbackGitHub;
  readonly stage: Stage;
  readonly play: Play;
  readonly reviews: Reviews;
}

async function faultsOf(story: Story, { github, stage, play, reviews }: Scene): Promise<string[]> {
  const docketOf = (sha: string): Docket => reviews.get(github.git.facts(sha).tree)?.hand.docket ?? null;
  const { headSha } = github.pull();
  const marked = github.comments.filter(
    ({ author, body }) => author.type === 'Bot' && body.trimStart().startsWith(COMMENT_MARKER),
  );
  const faults: string[] = [];
  if (marked.length > 1 || (marked.length === 0 && docketOf(headSha) !== null))
    faults.push(`there are ${marked.length} comments of ours`);
  const body = play.ours()?.body ?? null;
  const minutes = body === null ? null : minutesIn(body);
  if (body !== null && minutes === null) faults.push('our comment has no minutes');
  if (minutes !== null) faults.push(...new Oracle(play.record, story.rights, docketOf).faults(minutes));
  const told = statusIn(github);
  await play.recheck();
  if (statusIn(github) !== told)
    faults.push(`the status was ${told}, and is ${statusIn(github)} after a recheck`);
  if ((play.ours()?.body ?? null) !== body) faults.push('a recheck wrote our comment anew');
  if (stage.codes.at(-1) !== 0) faults.push(`the recheck ended with ${stage.codes.at(-1) ?? 'nothing'}`);
  return faults;
}

type Docket = Parameters<Oracle['faults']>[0]['docket'];

function statusIn(github: LoopbackGitHub): string {
  const status = github.statusOf(github.pull().headSha);
  return status === null ? 'nothing' : `${status.state}: ${status.description ?? ''}`;
}
