import { code } from '../../lib/code.ts';
import type { Migration, SqlSource } from '../../model/migration.ts';
import { roughStatements } from '../mask-sql.ts';
import type { SqlFile } from '../sql-file.ts';
import type { History, LeftOver, Material } from './framework.ts';
import { transactionOf, type TransactionFacts } from './transaction-mode.ts';

/** What the framework does with one file. */
export type HowRun = (file: SqlFile) => Pick<TransactionFacts, 'inFile' | 'usual'>;

/** The same for every file, with no word in the file that changes it. */
export function usually(usual: TransactionFacts['usual']): HowRun {
  return () => ({ inFile: null, usual });
}

/**
 * Nothing is known of the runner: one transaction for each file, unless the file begins one itself, which would be of
 * no use then.
 */
export function assumedTransaction({ text }: SqlFile): ReturnType<HowRun> {
  const [first = ''] = roughStatements(text);
  const mode = OWN_TRANSACTION.test(first) ? 'none' : 'per-migration';
  return { inFile: null, usual: { mode, is: 'assumed' } };
}

const OWN_TRANSACTION = /^(?:begin|start\s+transaction)\b/i;

/**
 * One migration per up file, each with the down file of the same version and name; a down file whose name differs
 * goes to the only migration of its version.
 */
export function pairFiles({ files, told }: Material, howRun: HowRun): History {
  const ups = files.filter(({ place }) => place.direction === 'up');
  const pairing = pairDowns(
    ups,
    files.filter(({ place }) => place.direction === 'down'),
  );
  const migrations = ups.map((up): Migration => {
    const down = pairing.downs.get(up);
    const { defect, ...transaction } = transactionOf({ text: up.text, told, ...howRun(up) });
    return {
      version: up.place.version,
      name: up.place.name,
      path: up.path,
      up: { ...sourceOf(up), defect: up.defect ?? defect },
      down: down === undefined ? null : sourceOf(down),
      ...transaction,
      checksum: up.checksum,
    };
  });
  return { migrations, leftOver: pairing.lonely };
}

/** The whole file as the SQL of one direction. */
function sourceOf({ path, text, defect }: SqlFile): SqlSource {
  return { path, text, defect };
}

interface Pairing {
  readonly downs: ReadonlyMap<SqlFile, SqlFile>;
  readonly lonely: readonly LeftOver[];
}

function pairDowns(ups: readonly SqlFile[], downs: readonly SqlFile[]): Pairing {
  const byName = groupBy(ups, ({ place }) => `${place.version}\n${place.name}`);
  const byVersion = groupBy(ups, ({ place }) => place.version);
  const paired = new Map<SqlFile, SqlFile>();
  const lonely: LeftOver[] = [];
  for (const down of downs) {
    const { version, name } = down.place;
    const same = byName.get(`${version}\n${name}`) ?? byVersion.get(version) ?? [];
    const up = same.find((candidate) => !paired.has(candidate));
    if (up !== undefined) paired.set(up, down);
    else
      lonely.push({
        path: down.path,
        detail: `${code(down.path)} takes back version ${code(version)}, which has no up file.`,
      });
  }
  return { downs: paired, lonely };
}

function groupBy(files: readonly SqlFile[], key: (file: SqlFile) => string): Map<string, SqlFile[]> {
  const groups = new Map<string, SqlFile[]>();
  for (const file of files) {
    const group = groups.get(key(file));
    if (group === undefined) groups.set(key(file), [file]);
    else group.push(file);
  }
  return groups;
}
