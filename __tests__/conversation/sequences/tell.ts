import { minutesIn } from '../../../src/conversation/minutes.ts';
import type { Docket } from '../../../src/model/docket.ts';
import { USUAL_RIGHTS, type Rights } from '../../../src/model/rights.ts';
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

/** How much the stories had in them, so that none of it is true for want of anything. */
export class Tally {
  readonly statuses = new Set<string>();
  overrides = 0;
  rulings = 0;
  settled = 0;
  held = 0;
}

interface Scene {
  readonly github: LoopbackGitHub;
  readonly stage: Stage;
  readonly play: Play;
  readonly docketOf: (sha: string) => Docket | null;
}

/** Tells a story to its end; gives everything that does not hold then. */
export async function tell(story: Story, reviews: Reviews, tally: Tally): Promise<string[]> {
  const github = await openShop(story.first);
  for (const [login, role] of Object.entries(ROLE)) github.setRole(login, role);
  github.setMember('acme/database', 'root');
  const stage = new Stage(github, servicesOf(github, reviews, RIGHTS[story.rights]));
  const docketOf = (sha: string) => reviews.get(github.git.facts(sha).tree)?.hand.docket ?? null;
  try {
    const play = new Play(github, stage);
    await play.begin();
    for (const step of story.steps) await play.step(step);
    tally.held += stage.held.length;
    await play.end(story.last);
    const scene = { github, stage, play, docketOf };
    const kept = keptFaults(story, scene, tally);
    return [...kept, ...(await recheckFaults(scene, tally)), ...github.violations];
  } finally {
    await stage.close();
  }
}

/** There is one comment of ours, and it keeps what people decided. */
function keptFaults(story: Story, { github, play, docketOf }: Scene, tally: Tally): string[] {
  const own = github.comments.filter(({ author }) => author.type === 'Bot');
  const marked = own.filter(({ body }) => body.trimStart().startsWith(COMMENT_MARKER));
  const least = docketOf(github.pull().headSha) === null ? 0 : 1;
  if (marked.length > 1 || marked.length < least) return [`there are ${marked.length} comments of ours`];
  const [comment] = marked;
  if (comment === undefined) return [];
  const minutes = minutesIn(comment.body);
  if (minutes === null) return ['our comment has no minutes'];
  tally.overrides += minutes.overrides.length;
  tally.rulings += minutes.rulings.length;
  tally.settled += minutes.settled.length;
  return new Oracle(play.record, story.rights, docketOf).faults(minutes);
}

/** A fresh review of the same state says the same, and writes nothing anew. */
async function recheckFaults({ github, stage, play }: Scene, tally: Tally): Promise<string[]> {
  const before = { status: statusIn(github), body: play.ours()?.body ?? null };
  tally.statuses.add(before.status.replace(/:.*/, ''));
  await play.recheck();
  const after = { status: statusIn(github), body: play.ours()?.body ?? null };
  const faults: string[] = [];
  if (after.status !== before.status) faults.push(`the status was ${before.status}, and is ${after.status}`);
  if (after.body !== before.body) faults.push('a recheck wrote our comment anew');
  const code = stage.codes.at(-1) ?? -1;
  return code === 0 ? faults : [...faults, `the recheck ended with ${code}`];
}

function statusIn(github: LoopbackGitHub): string {
  const status = github.statusOf(github.pull().headSha);
  return status === null ? 'nothing' : `${status.state}: ${status.description ?? ''}`;
}
