import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { REPOSITORY, type LoopbackGitHub } from '../github/loopback-github.ts';
import type { PullRequestFixture } from './pull-request-fixture.ts';
import { workflowCommands, type WorkflowCommand } from './workflow-commands.ts';
import { mapping, readYaml } from './workflow-files.ts';

export interface ActionRequest {
  readonly github: LoopbackGitHub;
  readonly change: PullRequestFixture;
  /** `with:` of the step. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly eventName?: string;
  /** Laid over the payload. */
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly token?: string;
  /** `24` as on runners; `20` is what the command line supports besides. */
  readonly node?: '20' | '24';
}

export interface ActionRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly commands: readonly WorkflowCommand[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

const ENTRY = resolve('dist/index.js');
const RUNTIMES = { '20': process.execPath, '24': resolve('node_modules/node/bin/node') } as const;

/** Builds `dist/` when a source is newer than it; what is tested is what users run. */
export function buildAction(): void {
  const newest = Math.max(...sourceFiles('src').map((path) => statSync(path).mtimeMs));
  if (existsSync(ENTRY) && statSync(ENTRY).mtimeMs >= newest) return;
  execFileSync(process.execPath, ['scripts/build.mjs', '--quiet'], { stdio: 'inherit' });
}

/** Runs `dist/index.js` the way the runner does: its environment, event file, output files, and nothing else. */
export async function runAction(request: ActionRequest): Promise<ActionRun> {
  const folder = mkdtempSync(join(request.change.home, 'run-'));
  const files = {
    event: join(folder, 'event.json'),
    output: join(folder, 'output'),
    summary: join(folder, 'summary'),
  };
  writeFileSync(files.event, JSON.stringify(payloadOf(request)));
  writeFileSync(files.output, '');
  writeFileSync(files.summary, '');
  const { code, stdout, stderr } = await spawned(RUNTIMES[request.node ?? '24'], request.change.workspace, {
    ...inputVariables(request),
    ...runnerVariables(request, folder, files),
  });
  return {
    code,
    stdout,
    stderr,
    commands: workflowCommands(stdout),
    outputs: outputsOf(readFileSync(files.output, 'utf8')),
    summary: readFileSync(files.summary, 'utf8'),
  };
}

function payloadOf({ change, payload }: ActionRequest): Record<string, unknown> {
  return {
    action: 'synchronize',
    number: 7,
    pull_request: { number: 7, base: { sha: change.baseSha, ref: 'main' }, head: { sha: change.headSha } },
    repository: { name: 'shop', full_name: REPOSITORY, owner: { login: 'acme' } },
    ...payload,
  };
}

function inputVariables({ inputs = {}, token = 'workflow-token' }: ActionRequest): Record<string, string> {
  const declared = Object.entries(mapping(readYaml('action.yml')['inputs']));
  const defaults = declared.map(([name, input]) => [name, mapping(input)['default']] as const);
  const values: Record<string, unknown> = { ...Object.fromEntries(defaults), token, ...inputs };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, String(value)]),
  );
}

function runnerVariables(
  { github, change, eventName = 'pull_request' }: ActionRequest,
  folder: string,
  files: { readonly event: string; readonly output: string; readonly summary: string },
): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: change.home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: change.workspace,
    GITHUB_EVENT_NAME: eventName,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_SHA: change.mergeSha,
    GITHUB_REF: 'refs/pull/7/merge',
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
): Promise<Pick<ActionRun, 'code' | 'stdout' | 'stderr'>> {
  return new Promise((settle, reject) => {
    const child = spawn(runtime, [ENTRY], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      settle({ code, stdout, stderr });
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
