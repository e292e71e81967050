import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Working folder; the repository of Holdpoint without one. */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Node 20 is the one that runs the tests, 24 the one that the package brings. */
  readonly node?: '20' | '24';
  /** Another build than `dist`. */
  readonly entry?: string;
}

const RUNTIMES = { '20': process.execPath, '24': resolve('node_modules/node/bin/node') } as const;
const ENTRY = resolve('dist/cli.js');
/** Two cores: more at once would make each slower than its own clock. */
const MOST_AT_ONCE = 2;

const waiting: (() => void)[] = [];
let running = 0;

/** Runs the built command line as a person does: its own process, no terminal, nothing of the tests' environment. */
export async function runHoldpoint(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  await turn();
  const { cwd = process.cwd(), env = {}, node = '20', entry = ENTRY } = options;
  const child = spawn(RUNTIMES[node], [entry, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return answerOf(child).finally(done);
}

/** Runs a line of shell in which `holdpoint` is the built command line. */
export async function runShell(line: string, options: RunOptions = {}): Promise<Run> {
  await turn();
  const { cwd = process.cwd() } = options;
  const script = `set -o pipefail; holdpoint() { "${RUNTIMES['20']}" "${ENTRY}" "$@"; }; ${line}`;
  const child = spawn('bash', ['-c', script], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  return answerOf(child).finally(done);
}

function answerOf(child: ChildProcess): Promise<Run> {
  return new Promise((settle, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      settle({ code, stdout, stderr });
    });
  });
}

async function turn(): Promise<void> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((next) => waiting.push(next));
  else running += 1;
}

function done(): void {
  const next = waiting.shift();
  if (next === undefined) running -= 1;
  else next();
}
