import type { FoundFile } from '../../model/code-ports.ts';
import { askGit } from './ask-git.ts';

/** Texts of files of a commit, in one process; what is not there is left out. */
export async function readAtCommit(
  root: string,
  commit: string,
  paths: readonly string[],
): Promise<FoundFile[]> {
  const asked = paths.filter((path) => !path.includes('\n'));
  if (asked.length === 0) return [];
  const input = asked.map((path) => `${commit}:${path}\n`).join('');
  const output = await askGit(root, ['cat-file', '--batch'], input);
  const files: FoundFile[] = [];
  let at = 0;
  for (const path of asked) {
    const line = output.indexOf(0x0a, at);
    if (line === -1) break;
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(output.toString('utf8', at, line)) ?? [];
    at = line + 1;
    if (size === undefined) continue;
    files.push({ path, text: output.toString('utf8', at, at + Number(size)) });
    at += Number(size) + 1;
  }
  return files;
}
