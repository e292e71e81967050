import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { missingProblem } from './engine-problems.ts';
import type { ChildStart } from './requests.ts';

/** In kilobytes; half of what a main thread has. */
const STACK = 4000;

/**
 * Memory that the C library hands out comes in large pages where the system has them: a third of the child's time went
 * into page faults. https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
 */
const LARGE_PAGES = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };

/** The kernel ends a child that burns this much more processor time than its wall clock allows. */
const SPARE_SECONDS = 60;

/**
 * Starts the engine's process, locked down: no environment of ours, no output, no code from strings, and where Node has a
 * permission model no files but the engine's own, no writing, no processes, no workers.
 */
export function spawnChild(start: ChildStart, deadline: number): ChildProcess {
  const folder = folderOf(start);
  const options = [
    '--disallow-code-generation-from-strings',
    // The optimizing compiler costs a short run more time, and far more memory, than it saves.
    '--liftoff-only',
    // Room below which the server's own stack limit (max_stack_depth) is always reached first.
    `--stack-size=${STACK}`,
    ...permissionFlags(folder),
    join(folder, 'child.js'),
    JSON.stringify({ ...start, folder }),
  ];
  const [command, before] = limited(Math.ceil(deadline / 1000) * 2 + SPARE_SECONDS);
  return spawn(command, [...before, process.execPath, ...options], {
    env: LARGE_PAGES,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'],
    serialization: 'json',
    windowsHide: true,
  });
}

/** The folder with its links followed, as the permission model wants it. */
function folderOf({ folder }: ChildStart): string {
  try {
    return realpathSync(folder);
  } catch (cause) {
    throw missingProblem(folder, cause);
  }
}

function permissionFlags(folder: string): readonly string[] {
  const flag = major() >= 24 ? '--permission' : '--experimental-permission';
  return [flag, `--allow-fs-read=${join(folder, '*')}`];
}

/** A child that loops for ever cannot notice that its parent is gone; the kernel can. Nothing of the kind on Windows. */
function limited(seconds: number): readonly [string, readonly string[]] {
  if (process.platform === 'win32') return [process.execPath, []];
  return ['/bin/sh', ['-c', `ulimit -t ${seconds}; unset PWD OLDPWD SHLVL _; exec "$@"`, 'sh']];
}

function major(): number {
  return Number(process.versions.node.split('.')[0]);
}
