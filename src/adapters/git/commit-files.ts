import { compareText } from '../../lib/version-order.ts';
import type { RepositoryFile } from '../../model/ports.ts';
import { linkedFiles } from '../files/linked-files.ts';
import { askGit } from './ask-git.ts';
import { readBlobs } from './read-blobs.ts';

const LINK = '120000';

/** `<mode> <type> <hash>\t<path>`, ended by NUL, so that any file name is safe. */
const ENTRY = /^(\d+) (\w+) ([0-9a-f]+)\t([^]*)$/;

/** All files of a commit, sorted by path. A link to a file or folder of the same commit stands for what it leads to. */
export async function commitFiles(root: string, commit: string): Promise<RepositoryFile[]> {
  const output = await askGit(root, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  const plain = new Map<string, string>();
  const links = new Map<string, string>();
  for (const entry of output.toString().split('\0')) {
    const [, mode, type, id, path] = ENTRY.exec(entry) ?? [];
    if (id === undefined || path === undefined || type !== 'blob') continue;
    (mode === LINK ? links : plain).set(path, id);
  }
  const targets = await readBlobs(root, [...links.values()]);
  const texts = [...links].map(([path, id]) => [path, decoder.decode(targets.get(id))] as const);
  const linked = linkedFiles([...plain.keys()], new Map(texts));
  return [
    ...[...plain].map(([path, id]) => ({ path, id })),
    ...linked.map(({ path, leadsTo }) => ({
      path,
      leadsTo,
      id: (leadsTo === null ? links.get(path) : plain.get(leadsTo)) ?? `link:${path}`,
    })),
  ].sort((left, right) => compareText(left.path, right.path));
}

const decoder = new TextDecoder();
