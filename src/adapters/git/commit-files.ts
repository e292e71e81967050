import { compareText } from '../../lib/version-order.ts';
import type { RepositoryFile } from '../../model/ports.ts';
import { askGit } from './ask-git.ts';

const LINK = '120000';

/** `<mode> <type> <hash>\t<path>`, ended by NUL, so that any file name is safe. */
const ENTRY = /^(\d+) (\w+) ([0-9a-f]+)\t([^]*)$/;

/** All files of a commit, sorted by path. A link to a file of the same commit stands for that file. */
export async function commitFiles(root: string, commit: string): Promise<RepositoryFile[]> {
  const output = await askGit(root, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  const files: RepositoryFile[] = [];
  const links: RepositoryFile[] = [];
  for (const entry of output.toString().split('\0')) {
    const [, mode, type, id, path] = ENTRY.exec(entry) ?? [];
    if (id === undefined || path === undefined || type !== 'blob') continue;
    (mode === LINK ? links : files).push({ path, id });
  }
  files.push(...(await followed(root, commit, links)));
  return files.sort((left, right) => compareText(left.path, right.path));
}

/** Links with the identity of what they lead to within the commit; one that leads elsewhere stays what it is. */
async function followed(
  root: string,
  commit: string,
  links: readonly RepositoryFile[],
): Promise<RepositoryFile[]> {
  const asked = links.filter(({ path }) => !path.includes('\n'));
  if (asked.length === 0) return [...links];
  const input = asked.map(({ path }) => `${commit}:${path}\n`).join('');
  const output = await askGit(root, ['cat-file', '--batch-check', '--follow-symlinks'], input);
  const targets = new Map(asked.map(({ path }, index) => [path, answerAt(output.toString(), index)]));
  return links.map(({ path, id }) => ({ path, id: targets.get(path) ?? id }));
}

/** Only a found blob answers `<hash> blob <size>` on one line; anything else may take two lines. */
function answerAt(output: string, index: number): string | null {
  const answers =
    output.match(/^(?:[0-9a-f]+ \w+ \d+|(?:symlink|dangling|loop|notdir) \d+\n.*|.* missing)$/gm) ?? [];
  return /^([0-9a-f]+) blob /.exec(answers[index] ?? '')?.[1] ?? null;
}
