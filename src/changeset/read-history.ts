import { code } from '../lib/code.ts';
import { compareText, compareVersions } from '../lib/version-order.ts';
import type { LayoutId } from '../model/layout.ts';
import type { TransactionMode } from '../model/migration.ts';
import type { DialectId } from '../model/project.ts';
import type { SideFiles } from './candidate.ts';
import type { Framework, History, LeftOver, TextFile } from './frameworks/framework.ts';
import { FRAMEWORKS } from './frameworks/index.ts';
import type { SqlFile } from './sql-file.ts';
import { withVariables, type Variables } from './template-variables.ts';

/** One side of a project, loaded. */
export interface LoadedSide {
  readonly shape: SideFiles['shape'];
  readonly files: readonly SqlFile[];
  readonly manifests: readonly TextFile[];
}

export interface ChosenFramework {
  readonly framework: Framework;
  /** Whether it was told or found, in words. */
  readonly reason: string;
}

/** The framework that lays out these files; null when there are none. */
export function chooseFramework(
  { shape, files, manifests }: LoadedSide,
  told: LayoutId | null,
): ChosenFramework | null {
  if (shape === null || files.length === 0) return null;
  for (const framework of FRAMEWORKS) {
    if (told !== null && framework.id === told) return { framework, reason: 'as told' };
    const reason =
      told === null && framework.shapes.includes(shape) ? framework.detect(files, manifests) : null;
    if (reason !== null) return { framework, reason: `detected: ${reason}` };
  }
  return null;
}

export interface HistoryRules {
  readonly dialect: DialectId;
  readonly told: TransactionMode | null;
  readonly variables: Variables;
}

function notRepeated({ path }: SqlFile): LeftOver {
  const detail = `${code(path)} is named like a repeatable migration of Flyway; this layout has none, so it is not read.`;
  return { path, detail };
}

/** The migrations of one side in running order: by version, then as the framework orders them. */
export function readHistory(
  framework: Framework | null,
  { files, manifests }: LoadedSide,
  { dialect, told, variables }: HistoryRules,
): History {
  if (framework === null) return { migrations: [], leftOver: [] };
  const repeatable = (file: SqlFile): boolean =>
    framework.repeatables !== true && file.place.version.startsWith('R__');
  const own = files
    .filter((file) => !repeatable(file))
    .filter(({ place }) => place.only === null || place.only === dialect)
    .sort((left, right) => compareText(left.path, right.path));
  const history = framework.read({ files: own, manifests, dialect, told });
  const values = { ...framework.variables?.(manifests), ...variables };
  const migrations = history.migrations.map((migration) => withVariables(migration, values));
  const leftOver = [...history.leftOver, ...files.filter(repeatable).map(notRepeated)];
  if (framework.order === 'as-listed') return { ...history, migrations, leftOver };
  const sorted = [...migrations].sort((a, b) => compareVersions(a.version, b.version));
  return { ...history, migrations: sorted, leftOver };
}
