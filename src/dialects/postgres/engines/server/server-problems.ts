import { internalProblem, usageProblem } from '../../../../model/problem.ts';
import type { Problem } from '../../../../model/problem.ts';

/** The address is none; its text is not repeated, since it may hold a password. */
export function addressProblem(): Problem {
  return usageProblem(
    'database-url',
    'The database URL cannot be read.',
    'Give one like postgres://user:password@host:5432/database.',
  );
}

/** Nobody answers there. */
export function unreachableProblem(place: string, reason: string): Problem {
  return usageProblem(
    'server-unreachable',
    `There is no PostgreSQL server at ${place}: ${reason}.`,
    'Start the server, or correct the database URL.',
  );
}

/** The server answers and does not let us in. */
export function refusedProblem(place: string, reason: string): Problem {
  return usageProblem(
    'server-refused',
    `The server at ${place} refuses the connection: ${reason}.`,
    'Correct user, password, database or sslmode in the database URL.',
  );
}

/** PostgreSQL of that version is not supported. */
export function tooOldProblem(version: string, oldest: number): Problem {
  return usageProblem(
    'server-too-old',
    `The server is PostgreSQL ${version}; a rehearsal needs ${oldest} or newer.`,
    'Give the URL of a newer server, or leave it out to use the embedded engine.',
  );
}

/** Somebody's tables are there. */
export function notEmptyProblem(database: string, tables: readonly string[], more: number): Problem {
  const rest = more > 0 ? ` and ${more} more` : '';
  return usageProblem(
    'database-not-empty',
    `The database ${database} holds tables (${tables.join(', ')}${rest}); a rehearsal needs a server with nothing to lose.`,
    'Give the URL of a throw-away server. If this one is, say so with --i-know-it-is-disposable.',
  );
}

/** The role may not do what a rehearsal needs. */
export function grantProblem(role: string): Problem {
  return usageProblem(
    'server-grant',
    `The role ${role} may not create databases.`,
    `Run ALTER ROLE ${role} CREATEDB as a superuser, or give the URL of a superuser.`,
  );
}

/** Another rehearsal works on the server. */
export function busyProblem(place: string): Problem {
  return internalProblem(
    'server-busy',
    `Another rehearsal kept the server at ${place} busy for the whole time allowed.`,
    'Roles belong to the whole server, so that rehearsals take turns. Allow more time, or use another server.',
  );
}

/** The connection broke in the middle. */
export function lostProblem(reason: string): Problem {
  return internalProblem(
    'engine-crashed',
    `The connection to the database server was lost: ${reason}`,
    'Look into the log of the server; the statement that was running may have ended it.',
  );
}

/** Our own SQL failed; the server still answers. */
export function serverFailure(reason: string): Problem {
  return internalProblem(
    'engine-failed',
    `The database server could not be asked: ${reason}`,
    'Look for a SET ROLE or a missing right of the role in the database URL.',
  );
}
