import type { ServerAddress } from '../model/dialect.ts';

/** Keeps a password out of command lines, which everybody on a machine can read. */
const VARIABLE = 'HOLDPOINT_DATABASE_URL';

/** The server that an option, an input or the environment names; null when none does. */
export function serverAddress(
  given: string | null,
  environment: NodeJS.ProcessEnv,
  disposable = false,
): ServerAddress | null {
  const url = (given ?? '').trim() || (environment[VARIABLE] ?? '').trim();
  return url === '' ? null : { url, disposable };
}
