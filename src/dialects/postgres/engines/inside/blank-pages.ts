import { DATA_FOLDER } from './data-directory.ts';
import type { FileNode, FileSystem } from './file-system.ts';
import type { Session } from './session.ts';
import type { Relation } from './observe/state.ts';

const PAGE = 8192;

/**
 * Gives the empty ones of these tables one blank page, because the planner takes a file without pages for an empty
 * table whatever its statistics say. Nothing is read from the page. Returns what takes it away again.
 */
export async function fillEmptyFiles(
  session: Session,
  files: FileSystem,
  relations: readonly Relation[],
): Promise<() => void> {
  const oids = relations.filter(({ kind }) => kind === 'r' || kind === 'm').map(({ oid }) => oid);
  if (oids.length === 0) return () => undefined;
  const [paths] = await session.tell(
    `SELECT pg_catalog.pg_relation_filepath(oid) FROM pg_catalog.pg_class
     WHERE oid IN (${oids.join(',')}) AND pg_catalog.pg_relation_size(oid) = 0`,
  );
  const nodes = (paths?.rows ?? []).flatMap(([path]) => emptyFile(files, `${DATA_FOLDER}/${path ?? ''}`));
  const contents = nodes.map((node) => node.contents);
  for (const node of nodes) Object.assign(node, { contents: new Uint8Array(PAGE), usedBytes: PAGE });
  return () => {
    nodes.forEach((node, index) => Object.assign(node, { contents: contents[index], usedBytes: 0 }));
  };
}

function emptyFile(files: FileSystem, path: string): readonly FileNode[] {
  if (!files.analyzePath(path).exists) return [];
  const { node } = files.lookupPath(path);
  return node.usedBytes === 0 ? [node] : [];
}
