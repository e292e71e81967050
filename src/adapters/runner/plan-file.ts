import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a plan where later steps can read it; gives its path and its folder. */
export async function writePlanFiles(
  environment: NodeJS.ProcessEnv,
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const parent = environment['RUNNER_TEMP'] ?? tmpdir();
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'holdpoint-plan-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}
