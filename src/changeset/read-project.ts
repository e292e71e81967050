import { compareText } from '../lib/version-order.ts';
import type { LayoutId } from '../model/layout.ts';
import type { Migration, TransactionMode } from '../model/migration.ts';
import type { Repository, Side } from '../model/ports.ts';
import {
  DIALECT_NAME,
  type DialectId,
  type HistoryFault,
  type Notice,
  type Presupposed,
  type Project,
  type ProjectChange,
} from '../model/project.ts';
import { toldVersion, type WrittenVersion } from '../model/server-version.ts';
import type { Candidate } from './candidate.ts';
import { compareSides, type Comparison } from './compare-sides.ts';
import { decideDialect, type DialectAnswer } from './decide-dialect.ts';
import type { LeftOver } from './frameworks/framework.ts';
import { duplicateVersions, outOfOrder, type HistoryFacts } from './history-faults.ts';
import { createLoader, type FileLoader } from './load-files.ts';
import { neighborTexts } from './neighbor-texts.ts';
import { whyOdd } from './odd-files.ts';
import type { Variables } from './template-variables.ts';
import type { LoadedSide } from './read-history.ts';

/** What is known of a project before its files are read. */
export interface ProjectFacts {
  readonly dialect: DialectId | null;
  readonly layout: LayoutId | null;
  readonly transaction: TransactionMode | null;
  readonly serverVersion: WrittenVersion | null;
  readonly since: string | null;
  readonly variables: Variables;
  readonly presupposed: Presupposed | null;
  readonly root: string | null;
  readonly available: readonly DialectId[];
}

export type ProjectReading =
  | {
      readonly kind: 'read';
      readonly change: ProjectChange;
      readonly versions: readonly Migration[];
      readonly notices: readonly Notice[];
    }
  /** In a dialect that cannot be reviewed yet. */
  | { readonly kind: 'unavailable'; readonly folder: string; readonly dialect: DialectAnswer };

type Sides = Readonly<Record<Side, LoadedSide>>;

/** Reads one folder of migrations at both sides and compares them. */
export async function readProject(
  repository: Repository,
  candidate: Candidate,
  facts: ProjectFacts,
): Promise<ProjectReading> {
  const loader = createLoader(repository);
  const sides: Sides = {
    head: await loadSide(loader, candidate, 'head'),
    base: facts.since === null ? await loadSide(loader, candidate, 'base') : EMPTY,
  };
  const answer = await dialectOf(repository, candidate.folder, { sides, facts });
  const { dialect } = answer;
  if (!facts.available.includes(dialect)) {
    return { kind: 'unavailable', folder: candidate.folder, dialect: answer };
  }
  const compared = compareSides(sides, { ...facts, dialect });
  const { base, head, chosen } = compared;
  const project = {
    path: candidate.folder,
    dialect,
    layout: chosen.framework.id,
    layoutReason: `${chosen.reason}; ${DIALECT_NAME[dialect]} ${answer.reason}`,
    bringsDownFiles: bringsDownFiles(base.length > 0 ? base : head),
    serverVersion: toldVersion(dialect, facts.serverVersion),
    transaction: facts.transaction,
    optOut: chosen.framework.optOutOn?.[dialect] ?? chosen.framework.optOut,
    ...foreignKeysOf(chosen.framework, dialect, sides),
    ...(facts.presupposed === null ? {} : { presupposed: facts.presupposed }),
  };
  const change = { project, base, head: compared.changes, faults: faultsOf(candidate, compared) };
  return { kind: 'read', change, versions: head, notices: assumed(compared) };
}

/** What the program of the layout does, where files tell and it is not the database's to decide. */
function foreignKeysOf(
  framework: Comparison['chosen']['framework'],
  dialect: DialectId,
  { head, base }: Sides,
): Pick<Project, 'foreignKeys'> {
  if (dialect !== 'sqlite') return {};
  const { manifests } = head.files.length > 0 ? head : base;
  const foreignKeys = framework.foreignKeys?.(manifests) ?? null;
  return foreignKeys === null ? {} : { foreignKeys };
}

/** What is taken for granted about the migrations that the change brings or edits. */
function assumed({ assumptions, changes }: Comparison): Notice[] {
  return assumptions
    .filter(({ path, version }) =>
      changes.some(({ migration }) => migration.path === path && migration.version === version),
    )
    .map(({ path, text }) => ({ path, text }));
}

const EMPTY: LoadedSide = { shape: null, files: [], manifests: [] };

async function loadSide(loader: FileLoader, { sides }: Candidate, side: Side): Promise<LoadedSide> {
  const { shape, placed, manifests, clues } = sides[side];
  return {
    shape,
    files: await loader.sql(side, placed),
    manifests: await loader.text(side, [...manifests, ...clues]),
  };
}

interface DialectQuestion {
  readonly sides: Sides;
  readonly facts: ProjectFacts;
}

function dialectOf(
  repository: Repository,
  folder: string,
  { sides, facts }: DialectQuestion,
): Promise<DialectAnswer> {
  const { files, manifests } = sides.head.files.length > 0 ? sides.head : sides.base;
  return decideDialect({
    told: facts.dialect,
    folder,
    root: facts.root,
    files,
    manifests,
    neighbors: () => neighborTexts(repository, folder),
  });
}

/** One stray down file makes no custom: half of the migrations have to bring one. */
function bringsDownFiles(migrations: readonly Migration[]): boolean {
  const having = migrations.filter(({ down }) => down !== null).length;
  return having > 0 && having * 2 >= migrations.length;
}

function faultsOf(candidate: Candidate, compared: Comparison): HistoryFault[] {
  const { uniqueVersions, order } = compared.chosen.framework;
  const facts: HistoryFacts = { ...compared, uniqueVersions, order: order ?? 'by-version' };
  return [...duplicateVersions(facts), ...outOfOrder(facts), ...unrecognized(candidate, compared)];
}

/** Files that are not read, as far as the change brings or edits them: old ones are known to people. */
function unrecognized({ sides }: Candidate, { leftOver }: Comparison): HistoryFault[] {
  const { base, head } = sides;
  const known = new Map(
    [...base.odd, ...base.manifests, ...base.placed.map(({ file }) => file)].map(({ path, id }) => [
      path,
      id,
    ]),
  );
  const present = new Map(
    [...head.odd, ...head.manifests, ...head.placed.map(({ file }) => file)].map(({ path, id }) => [
      path,
      id,
    ]),
  );
  const odd: LeftOver[] = head.odd.map(({ path }) => ({ path, detail: whyOdd(path) }));
  const isChanged = (path: string): boolean => known.get(path) !== present.get(path);
  const oddPaths = new Set(odd.map(({ path }) => path));
  return [...odd, ...leftOver.filter(({ path }) => !oddPaths.has(path))]
    .filter(({ path, broughtBy }) => isChanged(path) || (broughtBy !== undefined && isChanged(broughtBy)))
    .sort((left, right) => compareText(left.path, right.path))
    .map(({ path, detail, remedy }) => ({
      kind: 'unrecognized-file',
      paths: [path],
      version: null,
      detail,
      ...(remedy === undefined ? {} : { remedy }),
    }));
}
