import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it. Node's own way to do so never ends where the system says of a folder that is there
 * that it is not, as it does below `/proc`. Rejects when the folder cannot be made.
 */
export async function makeFolder(path: string, mode: number): Promise<void> {
  const folder = resolve(path);
  try {
    await mkdir(folder, { mode });
  } catch (error) {
    if (await isFolder(folder)) return;
    const above = dirname(folder);
    if (above === folder || (await isFolder(above))) throw error;
    await makeFolder(above, mode);
    await mkdir(folder, { mode });
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true;
}
