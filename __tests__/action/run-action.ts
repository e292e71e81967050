import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { REPOSITORY, type Delivery, type LoopbackGitHub } from '../github/loopback-github.ts';
import type { PullRequestFixture } from './pull-request-fixture.ts';
import { workflowCommands, type WorkflowCommand } from './workflow-commands.ts';
import { mapping, readYaml } from './workflow-files.ts';

/** How a step is run, whatever the event. */
export interface StepOptions {
  readonly github: LoopbackGitHub;
  /** `with:` of the step. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly token?: string;
  /** `24` as on runners; `20` is what the command line supports besides. */
  readonly node?: '20' | '24';
  /** What was checked out before; an empty folder when left out, as without `actions/checkout`. */
  readonly workspace?: string;
  /** GITHUB_SHA and GITHUB_REF. */
  readonly sha?: string;
  readonly ref?: string;
  /** Laid over the environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ActionRequest extends Omit<StepOptions, 'workspace'> {
  readonly change: PullRequestFixture;
  readonly eventName?: string;
  /** Laid over the payload. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

export interface ActionRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly commands: readonly WorkflowCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** When the process was started and when it was over, on the clock of `performance`. */
  readonly began: number;
  readonly ended: number;
}

const ENTRY = resolve('dist/index.js');
const RUNTIMES = { '20': process.execPath, '24': resolve('node_modules/node/bin/node') } as const;

/** Builds `dist/` when a source is newer than it; what is tested is what users run. */
export function buildAction(): void {
  const newest = Math.max(...sourceFiles('src').map((path) => statSync(path).mtimeMs));
  if (existsSync(ENTRY) && statSync(ENTRY).mtimeMs >= newest) return;
  execFileSync(process.execPath, ['scripts/build.mjs', '--quiet'], { stdio: 'inherit' });
}

/** Runs the action on a pull request of real git repositories, which the host has too. */
export function runAction(request: ActionRequest): Promise<ActionRun> {
  const { change, eventName = 'pull_request', github } = request;
  github.adopt(change.origin, change);
  return runEvent(eventName, payloadOf(request), {
    sha: change.mergeSha,
    ref: 'refs/pull/7/merge',
    ...request,
    workspace: change.workspace,
  });
}

/** Runs the action on what somebody did: an event of the loopback GitHub. */
export function runDelivery({ name, payload, sha, ref }: Delivery, options: StepOptions): Promise<ActionRun> {
  return runEvent(name, payload, { sha, ref, ...options });
}

/** Runs `dist/index.js` the way the runner does: its environment, event file, output files, and nothing else. */
async function runEvent(
  name: string,
  payload: Readonly<Record<string, unknown>>,
  options: StepOptions,
): Promise<ActionRun> {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-run-'));
  folders.push(folder);
  const files = {
    event: join(folder, 'event.json'),
    output: join(folder, 'output'),
    summary: join(folder, 'summary'),
  };
  const workspace = options.workspace ?? join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  writeFileSync(files.event, JSON.stringify(payload));
  writeFileSync(files.output, '');
  writeFileSync(files.summary, '');
  const { stdout, ...spent } = await spawned(RUNTIMES[options.node ?? '24'], workspace, {
    ...inputVariables(options),
    ...runnerVariables({ ...options, workspace }, folder, files),
    GITHUB_EVENT_NAME: name,
    ...options.environment,
  });
  return {
    ...spent,
    stdout,
    commands: workflowCommands(stdout),
    outputs: outputsOf(readFileSync(files.output, 'utf8')),
    summary: readFileSync(files.summary, 'utf8'),
  };
}

/** What runs left on the disk; their reports are read after them. */
const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function payloadOf({ change, payload }: ActionRequest): Record<string, unknown> {
  return {
    action: 'synchronize',
    number: 7,
    pull_request: { number: 7, base: { sha: change.baseSha, ref: 'main' }, head: { sha: change.headSha } },
    repository: { name: 'shop', full_name: REPOSITORY, owner: { login: 'acme' } },
    ...payload,
  };
}

function inputVariables({ inputs = {}, token = 'workflow-token' }: StepOptions): Record<string, string> {
  const declared = Object.entries(mapping(readYaml('action.yml')['inputs']));
  const defaults = declared.map(([name, input]) => [name, mapping(input)['default']] as const);
  const values: Record<string, unknown> = { ...Object.fromEntries(defaults), token, ...inputs };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, String(value)]),
  );
}

function runnerVariables(
  { github, workspace, sha = '', ref = '' }: StepOptions & { readonly workspace: string },
  folder: string,
  files: { readonly event: string; readonly output: string; readonly summary: string },
): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_SHA: sha,
    GITHUB_REF: ref,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_RUN_ID: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: github.api,
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    RUNNER_TEMP: folder,
    HOLDPOINT_API_PACE: 'immediate',
    NODE_OPTIONS: `--import=${pathToFileURL(resolve('__tests__/action/deny-network.mjs')).href}`,
  };
}

function spawned(
  runtime: string,
  cwd: string,
  env: Record<string, string>,
): Promise<Omit<ActionRun, 'commands' | 'outputs' | 'summary'>> {
  return new Promise((settle, reject) => {
    const began = performance.now();
    const child = spawn(runtime, [ENTRY], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      settle({ code, stdout, stderr, began, ended: performance.now() });
    });
  });
}

/** `name<<delimiter`, lines, `delimiter`: the form in which actions write their outputs. */
function outputsOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/^(.+?)<<(.+)\n([\s\S]*?)\n\2$/gm)];
  return Object.fromEntries(pairs.map(([, name = '', , value = '']) => [name, value]));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
