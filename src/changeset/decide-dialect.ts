import type { DialectId } from '../model/project.ts';
import { dialectOfStatements } from './dialect-evidence.ts';
import { dialectOfWord } from './file-name.ts';
import { d1 } from './frameworks/d1.ts';
import type { TextFile } from './frameworks/framework.ts';
import { baseName } from './path-parts.ts';
import type { SqlFile } from './sql-file.ts';

export interface DialectClues {
  /** Option or configuration. */
  readonly told: DialectId | null;
  /** Project folder, relative to the repository root. */
  readonly folder: string;
  /** Absolute path of the repository root; null when it says nothing. */
  readonly root: string | null;
  readonly files: readonly SqlFile[];
  /** Files beside the migrations and around the project, some of which name the dialect. */
  readonly manifests: readonly TextFile[];
  /** Texts of the migrations in folders beside this one; asked only when nothing else tells. */
  readonly neighbors: () => Promise<readonly string[]>;
}

export interface DialectAnswer {
  readonly dialect: DialectId;
  /** In words: `by the folder name db/postgres`. */
  readonly reason: string;
}

/** Folders above the root are somebody's disk: the nearest name the project, those above only hint at it. */
const PARENTS_TRUSTED = 2;
const PARENTS_ASKED = 4;

/** Which dialect a project speaks: as told, by folder name, lock file, statements, neighbors; else PostgreSQL. */
export async function decideDialect(clues: DialectClues): Promise<DialectAnswer> {
  const { told, root } = clues;
  if (told !== null) return { dialect: told, reason: 'as told' };
  const found = byItself(clues) ?? byFolderName(endOf(root, PARENTS_ASKED));
  if (found !== null) return found;
  const beside = dialectOfStatements(await clues.neighbors());
  if (beside !== null) return { dialect: beside, reason: 'by the migrations in the folders beside it' };
  return { dialect: 'postgres', reason: 'assumed, since nothing says otherwise' };
}

function byItself({ folder, root, manifests, files }: DialectClues): DialectAnswer | null {
  const named = byFolderName(folder === '.' ? endOf(root, PARENTS_TRUSTED) : folder);
  if (named !== null) return named;
  const written = dialectInManifests(manifests);
  if (written !== null) return written;
  const isD1 = d1.detect(files, manifests);
  if (isD1 !== null) return { dialect: 'sqlite', reason: `since ${isD1}` };
  const spoken = dialectOfStatements(common(files)) ?? dialectOfFileNames(files);
  return spoken === null ? null : { dialect: spoken, reason: 'by its statements' };
}

/** Files that name the dialect, the surest first. */
const NAMING: readonly (readonly [file: string, dialect: RegExp])[] = [
  ['migration_lock.toml', /^\s*provider\s*=\s*"(\w+)"/m],
  ['_journal.json', /"dialect"\s*:\s*"(\w+)"/],
  ['sqitch.conf', /^\s*engine\s*=\s*(\w+)/m],
  ['atlas.hcl', /"(\w+):\/\//],
  ['flyway.toml', /jdbc:(\w+):/],
  ['flyway.conf', /jdbc:(\w+):/],
];

function dialectInManifests(manifests: readonly TextFile[]): DialectAnswer | null {
  for (const [name, pattern] of NAMING) {
    const texts = manifests.filter(({ path }) => baseName(path) === name).map(({ text }) => text);
    const dialect = dialectOfWord(pattern.exec(texts[0] ?? '')?.[1] ?? '');
    if (dialect !== null) return { dialect, reason: `by ${name}` };
  }
  return null;
}

/** The last folder names of an absolute path. */
function endOf(root: string | null, count: number): string {
  return (root ?? '').split(/[/\\]/).slice(-count).join('/');
}

/** The nearest folder whose name holds exactly one dialect: `db/postgres/v12`, `server-sqlite/migrations`. */
function byFolderName(path: string): DialectAnswer | null {
  const segments = path.split('/');
  for (let end = segments.length; end > 0; end -= 1) {
    const words = (segments[end - 1] ?? '').split(/[^a-z0-9]+/i);
    const dialects = new Set(words.map(dialectOfWord).filter((dialect) => dialect !== null));
    const [dialect] = dialects;
    if (dialect !== undefined && dialects.size === 1) {
      return { dialect, reason: `by the folder name ${segments[end - 1] ?? ''}` };
    }
  }
  return null;
}

/** Files for one dialect only would drown what the others say. */
function common(files: readonly SqlFile[]): string[] {
  return files.filter(({ place }) => place.only === null).map(({ text }) => text);
}

/** `x.postgres.up.sql`: PostgreSQL when it is among them. */
function dialectOfFileNames(files: readonly SqlFile[]): DialectId | null {
  const named = new Set(files.flatMap(({ place }) => place.only ?? []));
  if (named.has('postgres')) return 'postgres';
  const [first] = named;
  return first ?? null;
}
