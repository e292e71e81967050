import { code } from '../../lib/code.ts';
import type { TransactionMode } from '../../model/migration.ts';
import { baseName } from '../path-parts.ts';
import type { SqlFile } from '../sql-file.ts';
import { delimiterPattern, withSemicolons } from './end-delimiter.ts';
import type { Framework, LeftOver, TextFile } from './framework.ts';
import { nearestManifest } from './manifests.ts';
import { pairFiles } from './pair-files.ts';

const TX_MODE = /^--[ \t]*atlas:txmode[ \t]+(\w+)/m;
const DELIMITER = /^--[ \t]*atlas:delimiter[ \t]+(.+?)[ \t]*$/m;
const MODES: ReadonlyMap<string, TransactionMode> = new Map([
  ['none', 'none'],
  ['file', 'per-migration'],
  ['all', 'per-migration'],
]);

/**
 * Atlas: `<version>_x.sql` with an `atlas.sum` that lists all of them. One transaction per file, unless it begins with
 * `-- atlas:txmode none`; `-- atlas:delimiter` changes what ends a statement. Atlas refuses a folder whose sum does not
 * fit.
 * https://atlasgo.io/versioned/apply#transaction-configuration · https://atlasgo.io/concepts/migration-directory-integrity
 */
export const atlas: Framework = {
  id: 'atlas',
  shapes: ['flat'],
  uniqueVersions: true,
  optOut: 'Put `-- atlas:txmode none` into the first line of the file, with an empty line after it.',
  detect: (files, manifests) => {
    if (nearestManifest(manifests, 'atlas.sum') !== null) return 'atlas.sum is there';
    const told = files.filter(({ text }) => TX_MODE.test(text) || DELIMITER.test(text)).length;
    return told === 0 ? null : `${told} of ${files.length} files carry "-- atlas:"`;
  },
  read: (material) => {
    const files = material.files.map(delimited);
    const { migrations, leftOver } = pairFiles({ ...material, files }, ({ text }) => ({
      inFile: MODES.get(TX_MODE.exec(text)?.[1]?.toLowerCase() ?? '') ?? null,
      usual: { mode: 'per-migration', is: 'stated' },
    }));
    return { migrations, leftOver: [...leftOver, ...unlisted(files, material.manifests)] };
  },
};

function delimited(file: SqlFile): SqlFile {
  const written = DELIMITER.exec(file.text);
  if (written === null) return file;
  const delimiter = (written[1] ?? ';').replace(/\\n/g, '').trim();
  const end = written.index + written[0].length;
  if (delimiter === '') return file;
  const rest = withSemicolons(file.text.slice(end), delimiterPattern(delimiter));
  return { ...file, text: file.text.slice(0, end) + rest };
}

function unlisted(files: readonly SqlFile[], manifests: readonly TextFile[]): LeftOver[] {
  const sum = nearestManifest(manifests, 'atlas.sum');
  if (sum === null) return [];
  const listed = new Set(sum.text.split('\n').map((line) => line.replace(/\s+h1:\S*\s*$/, '').trim()));
  return files
    .filter(({ path }) => !listed.has(baseName(path)))
    .map(({ path }) => ({
      path,
      detail: `${code(path)} is not in ${code(sum.path)}, so Atlas refuses the whole folder; ${code('atlas migrate hash')} lists it.`,
    }));
}
