import { createHash } from 'node:crypto';

import type { Repository, RepositoryFile, Side } from '../model/ports.ts';
import { internalProblem } from '../model/problem.ts';
import type { PlacedFile } from './candidate.ts';
import { decodeSql, type DecodedSql } from './decode-sql.ts';
import type { TextFile } from './frameworks/framework.ts';
import type { SqlFile } from './sql-file.ts';

/** A file's text as it is, with its digest. */
interface Loaded extends DecodedSql {
  readonly checksum: string;
}

/** Reads files of both sides, each content only once. */
export interface FileLoader {
  sql(side: Side, files: readonly PlacedFile[]): Promise<SqlFile[]>;
  text(side: Side, files: readonly RepositoryFile[]): Promise<TextFile[]>;
}

/** A loader that remembers what it has read by content identity. */
export function createLoader(repository: Repository): FileLoader {
  const known = new Map<string, Loaded>();
  const load = async (side: Side, files: readonly RepositoryFile[]): Promise<Loaded[]> => {
    const wanted = [
      ...new Map(files.filter(({ id }) => !known.has(id)).map((file) => [file.id, file])).values(),
    ];
    const contents = await repository.read(side, wanted);
    wanted.forEach((file, index) => known.set(file.id, loaded(file, contents[index])));
    return files.flatMap(({ id }) => known.get(id) ?? []);
  };
  return {
    sql: async (side, placed) => {
      const contents = await load(
        side,
        placed.map(({ file }) => file),
      );
      return placed.flatMap(({ file, place }, index) => {
        const content = contents[index];
        return content === undefined ? [] : [{ path: file.path, place, ...content }];
      });
    },
    text: async (side, files) => {
      const contents = await load(side, files);
      return files.map(({ path }, index) => ({ path, text: contents[index]?.text ?? '' }));
    },
  };
}

function loaded({ path }: RepositoryFile, bytes: Uint8Array | undefined): Loaded {
  if (bytes === undefined) throw internalProblem('missing-content', `${path} was not read.`, 'Try again.');
  return { ...decodeSql(bytes), checksum: createHash('sha256').update(bytes).digest('hex') };
}
