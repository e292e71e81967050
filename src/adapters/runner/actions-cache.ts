import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BaseCache } from '../../model/ports.ts';
import { withoutComplaints } from './quiet-cache-client.ts';

const PATIENCE = 15_000;

/**
 * The cache service of GitHub Actions; null where there is none. What a pull request writes there is seen by later
 * runs of that pull request only. https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching
 */
export async function actionsCache(environment: NodeJS.ProcessEnv): Promise<BaseCache | null> {
  // Loaded only where the service may be: it brings a client for Azure's storage.
  if ((environment['ACTIONS_RUNTIME_TOKEN'] ?? '') === '') return null;
  const service = await import('@actions/cache');
  if (!service.isFeatureAvailable()) return null;
  const folder = join(environment['RUNNER_TEMP'] ?? tmpdir(), 'holdpoint-base');
  // The service tells entries apart by path and key, so that both runs have to name the same file.
  const fileOf = (key: string): string => join(folder, key);
  return {
    read: async (key) => {
      const file = fileOf(key);
      const patience = { timeoutInMs: PATIENCE, segmentTimeoutInMs: PATIENCE };
      try {
        const found = await withoutComplaints(() => service.restoreCache([file], nameOf(key), [], patience));
        return found === undefined ? null : await readFile(file);
      } catch {
        return null;
      } finally {
        await rm(file, { force: true }).catch(() => undefined);
      }
    },
    write: async (key, bytes) => {
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(fileOf(key), bytes);
        await withoutComplaints(() => service.saveCache([fileOf(key)], nameOf(key)));
      } catch {
        // A run without a kept base is slower, nothing else.
      }
    },
  };
}

function nameOf(key: string): string {
  return `holdpoint-base-${key}`;
}
