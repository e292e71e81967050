import { compareText } from '../lib/version-order.ts';
import type { OpenPull } from '../model/open-pulls.ts';
import type { Repository, RepositoryFile } from '../model/ports.ts';
import { isBelow } from './path-parts.ts';

/** The repository as it would be with another pull request as the change: the base, and its files on top of it. */
export function withPull(
  repository: Repository,
  { head }: Pick<OpenPull, 'head'>,
  texts: ReadonlyMap<string, string>,
): Repository {
  const idOf = (path: string): string => `${head}:${path}`;
  const theirs = [...texts.keys()].map((path): RepositoryFile => ({ path, id: idOf(path) }));
  const isTheirs = ({ path, id }: RepositoryFile): boolean => id === idOf(path);
  return {
    base: repository.base,
    head,
    list: async (side, folder) => {
      const shipped = await repository.list('base', folder);
      if (side === 'base') return shipped;
      const inside = theirs.filter(({ path }) => folder === '.' || isBelow(path, folder));
      return [...shipped.filter(({ path }) => !texts.has(path)), ...inside].sort((left, right) =>
        compareText(left.path, right.path),
      );
    },
    read: async (_side, files) => {
      const shipped = files.filter((file) => !isTheirs(file));
      const bytes = await repository.read('base', shipped);
      const known = new Map(shipped.map((file, index) => [file.path, bytes[index]]));
      return files.map(
        (file) => (isTheirs(file) ? undefined : known.get(file.path)) ?? encoded(texts.get(file.path)),
      );
    },
  };
}

function encoded(text = ''): Uint8Array {
  return new TextEncoder().encode(text);
}
