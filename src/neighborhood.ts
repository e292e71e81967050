import type { ChangeRequest } from './changeset/change-request.ts';
import { readChanges } from './changeset/read-changes.ts';
import { withPull } from './changeset/with-pull.ts';
import { codes } from './lib/code.ts';
import { listInWords } from './lib/list-in-words.ts';
import type { Dialect } from './model/dialect.ts';
import type { OpenPull, OpenPulls } from './model/open-pulls.ts';
import type { Progress, Repository } from './model/ports.ts';
import { Problem } from './model/problem.ts';
import type { DialectId, Notice, ProjectChange } from './model/project.ts';
import type { Rehearsal } from './model/rehearsal.ts';
import type { Neighbor } from './model/surroundings.ts';
import { parseProject } from './rehearse/parsed-project.ts';
import { neighborsOf } from './survey/neighbors.ts';

/** Other open pull requests that get in the way of the projects of a change. */
export interface Neighborhood {
  /** By the folder of the project. */
  readonly neighbors: ReadonlyMap<string, readonly Neighbor[]>;
  /** What could not be compared. */
  readonly notices: readonly Notice[];
}

/** What of a review's request it takes. */
interface Means {
  /** Absent where there are none to ask. */
  readonly openPulls?: OpenPulls;
  readonly repository: Repository;
  readonly changes: ChangeRequest;
  readonly dialects: Partial<Readonly<Record<DialectId, Dialect>>>;
  readonly progress: Progress;
}

/** Compares the rehearsed projects with other open pull requests; what cannot be read of them is told, and stops nothing. */
export async function neighborhoodOf(rehearsals: readonly Rehearsal[], means: Means): Promise<Neighborhood> {
  const { openPulls, progress } = means;
  const concerned = rehearsals.filter(({ migrations }) => migrations.length > 0);
  const [first] = concerned;
  if (openPulls === undefined || first === undefined) return { neighbors: new Map(), notices: [] };
  progress.step('Comparing with other open pull requests');
  const { found, untold } = await compared(concerned, openPulls, means);
  const neighborsIn = (path: string): readonly Neighbor[] =>
    found.filter(({ project }) => project === path).map(({ neighbor }) => neighbor);
  return {
    neighbors: new Map(concerned.map(({ project: { path } }) => [path, neighborsIn(path)])),
    notices: untold.map((text) => ({ path: first.project.path, text })),
  };
}

interface Compared {
  readonly found: readonly { readonly project: string; readonly neighbor: Neighbor }[];
  /** Sentences. */
  readonly untold: readonly string[];
}

async function compared(
  rehearsals: readonly Rehearsal[],
  openPulls: OpenPulls,
  means: Means,
): Promise<Compared> {
  try {
    const near = (await openPulls.list()).flatMap((pull) => nearOf(pull, rehearsals));
    const { taken, left } = asManyAs(openPulls.mostTexts, near);
    const read = await withTexts(taken, openPulls);
    const all = await Promise.all(read.map((pull) => comparedWith(pull, rehearsals, means)));
    return {
      found: all.flatMap(({ found }) => found),
      untold: [...all.flatMap(({ untold }) => untold), ...leftWords(left)],
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const untold = `Other open pull requests were not compared. ${error.message} ${error.facts.hint}`;
    return { found: [], untold: [untold] };
  }
}

/** A pull request with the files that may be migrations of ours. */
interface NearPull extends OpenPull {
  readonly near: readonly string[];
}

function nearOf(pull: OpenPull, rehearsals: readonly Rehearsal[]): NearPull[] {
  const near = pull.paths.filter((path) => rehearsals.some((rehearsal) => mayBelong(path, rehearsal)));
  return near.length === 0 ? [] : [{ ...pull, near }];
}

/** Files in the folder of a project; where that is the whole repository, only those that end as its migrations do. */
function mayBelong(path: string, { project, migrations }: Rehearsal): boolean {
  if (project.path !== '.') return path.startsWith(`${project.path}/`);
  return migrations.some(({ change }) => endOf(change.migration.up.path) === endOf(path));
}

function endOf(path: string): string {
  return path.slice(path.lastIndexOf('.'));
}

function asManyAs(
  most: number,
  pulls: readonly NearPull[],
): { readonly taken: readonly NearPull[]; readonly left: readonly NearPull[] } {
  const taken: NearPull[] = [];
  let room = most;
  for (const pull of pulls) {
    if (pull.near.length > room) continue;
    taken.push(pull);
    room -= pull.near.length;
  }
  return { taken, left: pulls.filter((pull) => !taken.includes(pull)) };
}

function leftWords(left: readonly NearPull[]): string[] {
  if (left.length === 0) return [];
  const numbers = listInWords(
    left.map(({ number }) => String(number)),
    5,
  );
  return [`Open pull requests with too many files were not compared: ${numbers}.`];
}

interface ReadPull extends NearPull {
  readonly texts: ReadonlyMap<string, string>;
}

async function withTexts(pulls: readonly NearPull[], openPulls: OpenPulls): Promise<ReadPull[]> {
  const files = pulls.flatMap(({ head, near }) => near.map((path) => ({ commit: head, path })));
  const texts = await openPulls.texts(files);
  return pulls.map((pull) => {
    const own = files.flatMap(({ commit, path }, index) => {
      const text = texts[index] ?? null;
      return commit !== pull.head || text === null ? [] : [[path, text] as const];
    });
    return { ...pull, texts: new Map(own) };
  });
}

async function comparedWith(
  pull: ReadPull,
  rehearsals: readonly Rehearsal[],
  { repository, changes, dialects }: Means,
): Promise<Compared> {
  const who = `pull request ${pull.number}`;
  const unread = pull.near.filter((path) => !pull.texts.has(path));
  const untold = [
    ...(pull.whole ? [] : [`Of ${who}, only the files that GitHub lists first were compared.`]),
    ...(unread.length === 0
      ? []
      : [`Of ${who}, files could not be read and were not compared: ${listInWords(codes(unread), 3)}.`]),
  ];
  try {
    const { projects } = await readChanges(withPull(repository, pull, pull.texts), changes);
    return { found: projects.flatMap((change) => foundIn(change, pull, { rehearsals, dialects })), untold };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return {
      found: [],
      untold: [...untold, `Pull request ${pull.number} was not compared. ${error.message}`],
    };
  }
}

function foundIn(
  change: ProjectChange,
  pull: OpenPull,
  { rehearsals, dialects }: Pick<Means, 'dialects'> & { readonly rehearsals: readonly Rehearsal[] },
): Compared['found'] {
  const { path: project, dialect: id } = change.project;
  const rehearsal = rehearsals.find((each) => each.project.path === project && each.project.dialect === id);
  const dialect = dialects[id];
  if (rehearsal === undefined || dialect === undefined) return [];
  const { added } = parseProject({ ...change, base: [] }, dialect);
  const theirs = added.map(({ migration, up }) => ({ migration, statements: up.statements }));
  return neighborsOf(rehearsal, pull, theirs).map((neighbor) => ({ project, neighbor }));
}
