import { usageProblem } from '../model/problem.ts';
import { DEFAULT_CONFIGURATION, type Configuration } from './configuration.ts';
import { parseConfiguration } from './parse-configuration.ts';
import type { KnownRule } from './rule-settings.ts';

/** Where the configuration is unless told otherwise. */
export const USUAL_PATH = '.holdpoint.yml';

/** Bytes of a file relative to the repository root; null when there is none. */
export type ReadFile = (path: string) => Promise<Uint8Array | null>;

/**
 * Reads the configuration: the file at `path`, or `.holdpoint.yml` where there is one, or the defaults.
 *
 * @throws Problem `no-configuration` when a path is given and nothing is there, or what `parseConfiguration` throws.
 */
export async function loadConfiguration(
  read: ReadFile,
  path: string | null,
  knownRules: readonly KnownRule[],
): Promise<Configuration> {
  const wanted = path ?? USUAL_PATH;
  const bytes = await read(wanted);
  if (bytes !== null) return parseConfiguration(new TextDecoder().decode(bytes), wanted, knownRules);
  if (path === null) return DEFAULT_CONFIGURATION;
  throw usageProblem(
    'no-configuration',
    `There is no configuration file ${path}.`,
    'Name a file that is there, or leave the option out.',
  );
}
