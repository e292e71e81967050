import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where bases are kept when nobody says otherwise: the user's own cache folder.
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function usualCacheFolder(environment: NodeJS.ProcessEnv): string {
  const { XDG_CACHE_HOME: given = '', LOCALAPPDATA: local = '' } = environment;
  if (given.startsWith('/')) return join(given, 'holdpoint');
  if (process.platform === 'win32' && local !== '') return join(local, 'holdpoint', 'cache');
  return join(homedir(), '.cache', 'holdpoint');
}
