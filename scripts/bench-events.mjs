/**
 * What the action costs on the events in the life of a pull request, against a GitHub on this machine: own time from the
 * start of the process to its end, or until the status is written, and calls to GitHub. `node scripts/bench-events.mjs`.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundledImport } from './bundled-import.mjs';

const BASE = {
  'migrations/0001_users.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, email text, legacy text);\n',
};
const CHANGE = {
  'migrations/0002_legacy.sql': "SET lock_timeout = '5s';\nALTER TABLE users RENAME COLUMN legacy TO old;\n",
};
const NO_MIGRATIONS = { 'src/app.js': 'console.log(1);\n' };
const RULE = 'rename-breaks-running-code';
const ITEM = 'tested-on-staging';
const STATUS = 'repos/create-commit-status';
/** What reads the change anew, before it is rehearsed. */
const READS_ANEW = 'git/get-tree';

/** Runtime of runners, and the one that runs this; the names are those of `run-action.ts`. */
const RUNTIMES = [
  { node: '24', program: 'node_modules/node/bin/node', called: 'Node 24' },
  { node: '20', program: process.execPath, called: `Node ${process.versions.node.split('.')[0]}` },
];

/** In the order in which they happen. */
const EVENTS = [
  { name: 'another’s event', goal: '≤ 1 s' },
  { name: 'pull request, rehearsed', goal: '≤ 12 calls' },
  { name: 'pull request without migrations' },
  { name: 'the same again, nothing changes', goal: '≤ 1 s' },
  { name: 'comment that is not for us', goal: '≤ 1 s' },
  { name: 'tick', goal: 'status ≤ 1.5 s' },
  { name: 'tick delivered again, nothing changes', goal: '≤ 1 s' },
  { name: 'command: accept', goal: 'status ≤ 1.5 s' },
];

/** Rows of medians of `rounds` lives on each Node.js, with bare starts of the same run between the events. */
export async function benchEvents(rounds = 3) {
  const harness = await bundledImport(
    `export { LoopbackGitHub } from './__tests__/github/loopback-github.ts';
     export { runDelivery } from './__tests__/action/run-action.ts';`,
  );
  const rows = [];
  for (const runtime of RUNTIMES) {
    // The first life warms files and the loopback GitHub's checks.
    await live(runtime, harness);
    const lives = [];
    for (let round = 0; round < rounds; round += 1) lives.push(await live(runtime, harness));
    rows.push(...rowsOf(runtime, lives));
  }
  return rows;
}

/** One life: event → what it took. Throws when an event has not had the effect that is measured. */
async function live(runtime, { LoopbackGitHub, runDelivery }) {
  const github = await LoopbackGitHub.open();
  const folder = await mkdtemp(join(tmpdir(), 'holdpoint-bench-events-'));
  const took = new Map();
  try {
    github.world.clock = Date.now();
    await story(github, async (name, delivery, isCheckedOut = false) => {
      const workspace = join(folder, String(took.size));
      if (isCheckedOut) github.checkOut(workspace, delivery.sha);
      // Without the harness's own guard of the network, which is not among what users start.
      const environment = { NODE_OPTIONS: '' };
      const options = { github, node: runtime.node, environment, ...(isCheckedOut ? { workspace } : {}) };
      const bare = await bareStart(runtime);
      took.set(name, { bare, ...(await measured(github, () => runDelivery(delivery, options))) });
      // People act after what they see.
      github.world.clock = Math.max(github.world.clock, Date.now() + 1000);
      return took.get(name);
    });
    holds(github.violations.length === 0, github.violations.join('\n'));
    return took;
  } finally {
    await github.close();
    await rm(folder, { recursive: true });
  }
}

/** What happens, with what has to be true after it. */
async function story(github, run) {
  const state = (number = 7) => github.statusOf(github.pull(number).headSha)?.state;
  const sticky = () => github.comments.find(({ body }) => body.startsWith('<!-- holdpoint:review -->'))?.body;
  github.pushTo('main', BASE);
  github.setRole('max', 'maintain');
  const opened = github.openPull(CHANGE);
  const labeled = { ...opened, payload: { ...opened.payload, action: 'labeled' } };
  const ignored = await run('another’s event', labeled, true);
  holds(ignored.calls.length === 0, 'an event that is not ours asks for nothing');
  await run('pull request, rehearsed', opened, true);
  holds(state() === 'failure' && sticky().includes(RULE), 'the rename is found');
  const without = github.openPull(NO_MIGRATIONS, { number: 8 });
  await run('pull request without migrations', without, true);
  await run('the same again, nothing changes', without, true);
  holds(state(8) === 'success', 'nothing to review is a success');
  const unheard = await run('comment that is not for us', github.comment('ada', 'Looks good'));
  holds(unheard.calls.length === 0, 'a comment that is not for us asks for nothing');
  const box = github.comments.find(({ body }) => body === sticky()).id;
  const ticking = github.tick('ada', ITEM, { comment: box });
  const ticked = await run('tick', ticking);
  holds(new RegExp(`^- \\[x\\] <!-- item:${ITEM}:.*ada`, 'm').test(sticky()), 'the tick is kept');
  const body = sticky();
  const again = await run('tick delivered again, nothing changes', ticking);
  holds(sticky() === body, 'a second delivery changes nothing');
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const accept = github.comment('max', `/holdpoint accept ${RULE} until ${day} because nobody reads it`);
  const accepted = await run('command: accept', accept);
  holds(state() === 'pending' && sticky().includes('nobody reads it'), 'the override counts');
  for (const { calls } of [ticked, again, accepted])
    holds(!calls.includes(READS_ANEW), 'nothing is rehearsed again');
}

function holds(truth, what) {
  if (!truth) throw new Error(`Not what is to be measured. Expected: ${what}.`);
}

/** Milliseconds from the start of the process to its end and to its last status, and what it asked GitHub for. */
async function measured(github, work) {
  github.requests.length = 0;
  let written = null;
  github.gate = async (_token, operation) => {
    if (operation === STATUS) written = performance.now();
  };
  const { code, stdout, began, ended } = await work();
  github.gate = null;
  holds(code === 0, `an exit with 0, not ${code}\n${stdout}`);
  const status = written === null ? null : written - began;
  return { whole: ended - began, status, calls: github.operations() };
}

/** Milliseconds of a Node.js that does nothing. */
function bareStart({ program }) {
  return new Promise((resolve) => {
    const began = performance.now();
    const child = spawn(program, ['-e', '0'], { stdio: 'ignore' });
    child.on('close', () => resolve(performance.now() - began));
  });
}

function rowsOf({ called }, lives) {
  const bare = median(lives.flatMap((life) => [...life.values()].map((took) => took.bare)));
  const rows = EVENTS.map(({ name, goal }) => {
    const took = lives.map((life) => life.get(name));
    const whole = median(took.map((each) => each.whole));
    const statuses = took.flatMap(({ status }) => (status === null ? [] : [status]));
    const until = statuses.length === 0 ? '' : `, status after ${seconds(median(statuses))} s`;
    return {
      what: `${called}: ${name}`,
      ...(goal === undefined ? {} : { goal }),
      median: `${seconds(whole)} s${until}`,
      calls: Math.max(...took.map(({ calls }) => calls.length)),
      'bare starts': Number((whole / bare).toFixed(1)),
    };
  });
  return [{ what: `${called}: bare start`, median: `${seconds(bare)} s` }, ...rows];
}

function seconds(milliseconds) {
  return (milliseconds / 1000).toFixed(2);
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.table(await benchEvents());
