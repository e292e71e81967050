import { code } from '../../lib/code.ts';
import type { TransactionMode } from '../../model/migration.ts';
import type { SqlFile } from '../sql-file.ts';
import { sumFaults } from './atlas-sum.ts';
import { delimiterPattern, withSemicolons } from './end-delimiter.ts';
import type { Framework, LeftOver, Material } from './framework.ts';
import { nearestManifest, says } from './manifests.ts';
import { pairFiles } from './pair-files.ts';

const TX_MODE = /^--[ \t]*atlas:txmode[ \t]+(\w+)/m;
const DELIMITER = /^--[ \t]*atlas:delimiter[ \t]+(.+?)[ \t]*$/m;
const MODES: ReadonlyMap<string, TransactionMode> = new Map([
  ['none', 'none'],
  ['file', 'per-migration'],
]);

/**
 * Atlas: `<version>_x.sql` with an `atlas.sum` that lists all of them. One transaction per file, unless it begins with
 * `-- atlas:txmode none`; `-- atlas:delimiter` changes what ends a statement. Atlas refuses a folder whose sum does not
 * fit. On SQLite it switches foreign keys off around each transaction. A checkpoint stands for the files before it on new databases and is skipped here, where those are run.
 * https://github.com/ariga/atlas/blob/master/sql/sqlite/driver.go
 * https://atlasgo.io/versioned/apply#transaction-configuration · https://atlasgo.io/concepts/migration-directory-integrity
 */
export const atlas: Framework = {
  id: 'atlas',
  shapes: ['flat'],
  uniqueVersions: true,
  late: () => 'Atlas refuses it on databases that ran that one already, unless `--exec-order` says otherwise',
  optOut: 'Put `-- atlas:txmode none` into the first line of the file, with an empty line after it.',
  // Its transactions switch them off, and check them before they commit.
  foreignKeys: () => false,
  detect: (files, manifests) => {
    if (nearestManifest(manifests, 'atlas.sum') !== null) return 'atlas.sum is there';
    const told = files.filter(({ text }) => TX_MODE.test(text) || DELIMITER.test(text)).length;
    return told === 0 ? null : `${told} of ${files.length} files carry "-- atlas:"`;
  },
  read: (material) => {
    const together = isAllPending(material);
    const [first] = material.files;
    const files = material.files.filter((file) => file === first || !isCheckpoint(file)).map(delimited);
    const { migrations, leftOver } = pairFiles({ ...material, files }, ({ text }) => ({
      inFile: MODES.get(TX_MODE.exec(headOf(text))?.[1]?.toLowerCase() ?? '') ?? null,
      usual: { mode: together ? 'all-pending' : 'per-migration', is: 'stated' },
    }));
    const told = [...refused(files, together), ...sumFaults(material.files, material.manifests)];
    return { migrations, leftOver: [...leftOver, ...told] };
  },
};

/** New databases begin with it instead of with the files before it; databases in use skip it. */
function isCheckpoint({ text }: SqlFile): boolean {
  return /^--[ \t]*atlas:checkpoint\b/m.test(headOf(text));
}

function delimited(file: SqlFile): SqlFile {
  const written = DELIMITER.exec(file.text);
  if (written === null) return file;
  const delimiter = (written[1] ?? ';').replace(/\\n/g, '').trim();
  const end = written.index + written[0].length;
  if (delimiter === '') return file;
  const rest = withSemicolons(file.text.slice(end), delimiterPattern(delimiter));
  return { ...file, text: file.text.slice(0, end) + rest };
}

/** The comments that a file begins with, where an empty line sets them apart from its first statement. */
function headOf(text: string): string {
  return /^(?:(?:--|#)[^\n]*\n)+(?=[ \t]*\r?\n)/.exec(text)?.[0] ?? '';
}

function isAllPending({ told, manifests }: Material): boolean {
  return told === 'all-pending' || says(manifests, 'package.json', /\batlas\b[^"\n]*--tx-mode[= ]all\b/);
}

/** Modes that Atlas does not take from a file. */
function refused(files: readonly SqlFile[], together: boolean): LeftOver[] {
  return files.flatMap(({ path, text }) => {
    const written = TX_MODE.exec(headOf(text))?.[1]?.toLowerCase();
    if (written === undefined || (MODES.has(written) && !together)) return [];
    const mode = code(`atlas:txmode ${written}`);
    const why = MODES.has(written)
      ? `Atlas is run with ${code('--tx-mode all')}, which no file may leave`
      : `a file can ask for ${code('none')} or ${code('file')} only`;
    const detail = `${code(path)} asks for ${mode}, and Atlas refuses to run it: ${why}.`;
    return [{ path, detail, remedy: 'Take the line out of the file, or change how Atlas is run.' }];
  });
}
