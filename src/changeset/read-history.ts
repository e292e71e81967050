import { compareText, compareVersions } from '../lib/version-order.ts';
import type { LayoutId } from '../model/layout.ts';
import type { TransactionMode } from '../model/migration.ts';
import type { DialectId } from '../model/project.ts';
import type { SideFiles } from './candidate.ts';
import type { Framework, History, TextFile } from './frameworks/framework.ts';
import { FRAMEWORKS } from './frameworks/index.ts';
import type { SqlFile } from './sql-file.ts';

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
export function chooseFramework({ shape, files }: LoadedSide, told: LayoutId | null): ChosenFramework | null {
  if (shape === null || files.length === 0) return null;
  for (const framework of FRAMEWORKS) {
    if (told !== null && framework.id === told) return { framework, reason: 'as told' };
    const reason = told === null && framework.shape === shape ? framework.detect(files) : null;
    if (reason !== null) return { framework, reason: `detected: ${reason}` };
  }
  return null;
}

export interface HistoryRules {
  readonly dialect: DialectId;
  readonly told: TransactionMode | null;
}

/** The migrations of one side in running order: by version, then as the framework orders them. */
export function readHistory(
  framework: Framework | null,
  { files, manifests }: LoadedSide,
  { dialect, told }: HistoryRules,
): History {
  if (framework === null) return { migrations: [], leftOver: [] };
  const own = files
    .filter(({ place }) => place.only === null || place.only === dialect)
    .sort((left, right) => compareText(left.path, right.path));
  const { migrations, leftOver } = framework.read({ files: own, manifests, told });
  return { migrations: [...migrations].sort((a, b) => compareVersions(a.version, b.version)), leftOver };
}
