import { createHash } from 'node:crypto';

import type { ChangeRequest } from '../../src/changeset/change-request.ts';
import type { Repository, RepositoryFile, Side } from '../../src/model/ports.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface MemoryRepository extends Repository {
  /** Paths that were read, in order. */
  readonly reads: string[];
}

/** A repository whose two sides are given as maps of paths to contents. */
export function repositoryOf(base: Files, head: Files): MemoryRepository {
  const sides: Record<Side, Files> = { base, head };
  const reads: string[] = [];
  const bytesOf = (side: Side, path: string): Uint8Array => {
    const content = sides[side][path];
    if (content === undefined) throw new Error(`There is no ${path} at ${side}.`);
    return typeof content === 'string' ? Buffer.from(content) : content;
  };
  return {
    base: 'base-commit',
    head: 'head-commit',
    reads,
    list: (side, folder) => {
      const paths = Object.keys(sides[side]).filter(
        (path) => folder === '.' || path.startsWith(`${folder}/`),
      );
      const files = paths.sort().map((path): RepositoryFile => {
        return { path, id: createHash('sha1').update(bytesOf(side, path)).digest('hex') };
      });
      return Promise.resolve(files);
    },
    read: (side, files) => {
      reads.push(...files.map(({ path }) => path));
      return Promise.resolve(files.map(({ path }) => bytesOf(side, path)));
    },
  };
}

/** A request that leaves everything to detection. */
export function requestOf(request: Partial<ChangeRequest> = {}): ChangeRequest {
  return {
    folders: [],
    projects: [],
    dialect: null,
    layout: null,
    transaction: null,
    serverVersion: null,
    since: null,
    available: ['postgres'],
    root: null,
    ...request,
  };
}
