import { code } from '../../lib/code.ts';
import { compareText } from '../../lib/version-order.ts';
import { parseJson } from '../parse-json.ts';
import { baseName, folderOf } from '../path-parts.ts';
import type { SqlFile } from '../sql-file.ts';
import type { Framework, LeftOver, Material, TextFile } from './framework.ts';
import { pairFiles, usually } from './pair-files.ts';

/**
 * A folder for each version: `v1.10/*.sql`. Where it holds a `manifest.json`, that says which files are run in which
 * order (`SchemaUpdateCqlFiles`); without one all files are run by name. The runner commits every statement by itself.
 */
export const versionFolders: Framework = {
  id: 'version-folders',
  shapes: ['version-folders'],
  uniqueVersions: false,
  optOut: null,
  detect: (files) => {
    const folders = new Set(files.map(({ path }) => folderOf(path))).size;
    return folders === 0 ? null : `${files.length} files in ${folders} version folders`;
  },
  read: (material) => {
    const orders = new Map(
      material.manifests.map((manifest) => [folderOf(manifest.path), orderIn(manifest)]),
    );
    const { files, leftOver } = inOrder(material, orders);
    const history = pairFiles({ ...material, files }, usually({ mode: 'per-statement', is: 'assumed' }));
    return { migrations: history.migrations, leftOver: [...history.leftOver, ...leftOver] };
  },
};

type Orders = ReadonlyMap<string, readonly string[] | null>;

function inOrder({ files }: Material, orders: Orders): { files: SqlFile[]; leftOver: LeftOver[] } {
  const listed = (file: SqlFile): number | null => {
    const order = orders.get(folderOf(file.path)) ?? null;
    return order === null ? null : order.indexOf(baseName(file.path));
  };
  const ordered = files.filter((file) => listed(file) !== -1);
  ordered.sort(
    (left, right) =>
      compareText(folderOf(left.path), folderOf(right.path)) || (listed(left) ?? 0) - (listed(right) ?? 0),
  );
  const leftOver = files
    .filter((file) => listed(file) === -1)
    .map(({ path }) => ({
      path,
      detail: `${code(path)} is not in the ${code('manifest.json')} beside it, so it is not run.`,
    }));
  return { files: ordered, leftOver };
}

/** File names in running order; null when the manifest does not list any. */
function orderIn({ path, text }: TextFile): readonly string[] | null {
  const manifest = parseJson(path, text);
  if (typeof manifest !== 'object' || manifest === null || !('SchemaUpdateCqlFiles' in manifest)) return null;
  const files: unknown = manifest.SchemaUpdateCqlFiles;
  if (!Array.isArray(files)) return null;
  return files.filter((file) => typeof file === 'string').map(baseName);
}
