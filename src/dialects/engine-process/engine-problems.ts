import { internalProblem } from '../../model/problem.ts';
import type { Problem } from '../../model/problem.ts';

/** The statement, or the whole rehearsal, took longer than it may. */
export function timeoutProblem(limit: 'statement' | 'rehearsal', milliseconds: number): Problem {
  const seconds = milliseconds / 1000;
  return internalProblem(
    'engine-timeout',
    limit === 'statement'
      ? `A statement ran longer than ${seconds} s in the rehearsal and was stopped.`
      : `The rehearsal took longer than ${seconds} s and was stopped.`,
    'Look for a statement that waits or loops, or allow more time in the configuration.',
  );
}

/** The engine took more memory than it may. */
export function memoryProblem(bytes: number): Problem {
  return internalProblem(
    'engine-memory',
    `The rehearsal took more than ${Math.round(bytes / 1024 / 1024)} MiB of memory and was stopped.`,
    'Look for a statement that makes very many or very large rows.',
  );
}

/** The engine ended by itself. */
export function crashProblem(reason: string): Problem {
  return internalProblem(
    'engine-crashed',
    `The embedded database stopped: ${reason}`,
    'Look at the statement that was running; if it is harmless, please report it.',
  );
}

/** The files of the engine are not where they were installed. */
export function missingProblem(folder: string, cause: unknown): Problem {
  return internalProblem(
    'engine-missing',
    `The embedded database is not installed: there is no ${folder}.`,
    'Install Holdpoint again.',
    cause,
  );
}

/** Our own SQL failed; the engine still answers. */
export function failureProblem(reason: string): Problem {
  return internalProblem(
    'engine-failed',
    `The embedded database could not be asked: ${reason}`,
    'Look for a migration that changes its session or the system itself, such as SET ROLE or a new system function.',
  );
}
