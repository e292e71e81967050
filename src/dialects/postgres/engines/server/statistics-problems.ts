import { usageProblem, type Problem } from '../../../../model/problem.ts';

/** Nobody tried the queries on so old a server. */
export function statisticsTooOldProblem(version: string, oldest: number): Problem {
  return usageProblem(
    'server-too-old',
    `The server is PostgreSQL ${version}; statistics are read from ${oldest} or newer.`,
    'Without statistics everything but the estimates stays as it is.',
  );
}

/** The server answers and does not tell. */
export function statisticsProblem(place: string, code: string, reason: string): Problem {
  const title = `The sizes of the tables at ${place} cannot be read: ${reason.replace(/[.]$/, '')}.`;
  return usageProblem('statistics-failed', title, HINTS[code] ?? OTHER);
}

const OTHER = 'Correct what the server says, or name another role or database in the URL.';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const HINTS: Readonly<Record<string, string>> = {
  '55P03':
    'A table was locked against all others for 2 s. Try again when the statement that locks it is through.',
  '57014': 'The catalog did not answer within 30 s. Try again when the server is less busy.',
  '42501': 'Give the role what the server asks for, or name another one in the URL.',
};
