import { spawn } from 'node:child_process';

import { internalProblem, usageProblem } from '../../model/problem.ts';

export interface GitAnswer {
  readonly code: number;
  readonly output: Buffer;
  readonly complaint: string;
}

/** What a hook or a shell may have set for another repository; the folder alone says which one is meant. */
const MISLEADING = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/** Nothing that asks, writes, colours or starts a program. */
const LITERAL = '--literal-pathspecs';
const SETTINGS = ['--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !MISLEADING.includes(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}

/**
 * Runs git in a folder, without a shell, and waits for its answer. Any exit code is an answer. Paths are taken as they
 * are written, unless `magic` asks for patterns.
 *
 * @throws Problem `git-missing` when there is no git to run, `git-failed` when it was killed.
 */
export function runGit(
  folder: string,
  args: readonly string[],
  input?: string,
  pathspecs: 'literal' | 'magic' = 'literal',
): Promise<GitAnswer> {
  return new Promise((resolve, reject) => {
    const settings = pathspecs === 'literal' ? [LITERAL, ...SETTINGS] : SETTINGS;
    const child = spawn('git', [...settings, ...args], { cwd: folder, env: environment() });
    const output: Buffer[] = [];
    const complaint: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk));
    child.on('error', (cause) => {
      reject(missing(cause));
    });
    child.on('close', (code, signal) => {
      if (code === null) reject(killed(args, signal));
      else resolve({ code, output: Buffer.concat(output), complaint: Buffer.concat(complaint).toString() });
    });
    // git may end before it has read everything; its answer says why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

function missing(cause: Error): Error {
  if ('code' in cause && cause.code !== 'ENOENT') {
    return internalProblem('git-failed', `git cannot be started: ${cause.message}.`, 'Try again.', cause);
  }
  return usageProblem(
    'git-missing',
    'git is not installed, or not on the PATH.',
    'Install git, or review a folder without it: --since <version>.',
  );
}

function killed(args: readonly string[], signal: string | null): Error {
  return internalProblem(
    'git-failed',
    `git ${args[0] ?? ''} was ended by ${signal ?? 'the system'}.`,
    'Check that the machine has enough memory, and try again.',
  );
}
