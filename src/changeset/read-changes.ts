import { compareText } from '../lib/version-order.ts';
import type { Repository } from '../model/ports.ts';
import { DIALECT_NAME, type ChangeSet, type Notice, type ProjectChange } from '../model/project.ts';
import type { Candidate } from './candidate.ts';
import type { ChangeRequest } from './change-request.ts';
import { candidatesIn } from './choose-candidates.ts';
import { expandProjects } from './expand-projects.ts';
import { factsFor } from './facts-for.ts';
import { readProject, type ProjectFacts, type ProjectReading } from './read-project.ts';
import { dialectNotAvailable } from './reading-problems.ts';
import { scopesOf, type Scope } from './review-scope.ts';
import { knows, unknownVersion } from './since-version.ts';

/**
 * Step 1: which migrations are shipped and what the change does to them, for every project that it touches.
 *
 * @throws Problem `unknown-folder`, `folder-outside`, `no-migrations`, `dialect-not-available`, `unknown-version`,
 *   `unreadable-manifest`, and whatever the repository throws.
 */
export async function readChanges(repository: Repository, request: ChangeRequest): Promise<ChangeSet> {
  const notices: Notice[] = [];
  const readings: Extract<ProjectReading, { kind: 'read' }>[] = [];
  const seen = new Set<string>();
  const projects = await expandProjects(repository, request.projects);
  for (const scope of scopesOf({ ...request, projects })) {
    const candidates = await candidatesIn(repository, request, scope);
    const fresh = candidates.chosen.filter(({ folder }) => !seen.has(folder));
    fresh.forEach(({ folder }) => seen.add(folder));
    notices.push(...candidates.notices);
    const read = await readAll(repository, fresh, { facts: factsFor(request, scope), scope });
    requireKnownVersion(scope.settings?.since ?? null, read.readings);
    readings.push(...read.readings);
    notices.push(...read.notices);
  }
  requireKnownVersion(request.since, readings);
  return {
    projects: readings
      .map(({ change }) => change)
      .filter(hasSomething)
      .sort(byPath),
    base: request.since === null ? repository.base : `since ${request.since}`,
    head: repository.head,
    notices: untold(notices, readings).sort((left, right) => compareText(left.path, right.path)),
  };
}

/** Notices but for files that the faults of a project name already. */
function untold(notices: readonly Notice[], readings: Readings['readings']): Notice[] {
  const told = new Set(readings.flatMap(({ change }) => change.faults.flatMap(({ paths }) => paths)));
  return notices.filter(({ path }) => !told.has(path));
}

function byPath(left: ProjectChange, right: ProjectChange): number {
  return compareText(left.project.path, right.project.path);
}

function hasSomething({ head, faults }: ProjectChange): boolean {
  return head.length > 0 || faults.length > 0;
}

interface ReadingRules {
  readonly facts: ProjectFacts;
  readonly scope: Scope;
}

interface Readings {
  readonly readings: Extract<ProjectReading, { kind: 'read' }>[];
  readonly notices: Notice[];
}

async function readAll(
  repository: Repository,
  candidates: readonly Candidate[],
  { facts, scope }: ReadingRules,
): Promise<Readings> {
  const result: Readings = { readings: [], notices: [] };
  const unavailable: Extract<ProjectReading, { kind: 'unavailable' }>[] = [];
  for (const candidate of candidates) {
    const reading = await readProject(repository, candidate, facts);
    if (reading.kind === 'read') {
      result.readings.push(reading);
      result.notices.push(...reading.notices);
    } else unavailable.push(reading);
  }
  const [first] = unavailable;
  if (first !== undefined && scope.kind === 'named' && result.readings.length === 0) {
    throw dialectNotAvailable(first.folder, first.dialect);
  }
  for (const { folder, dialect } of unavailable) {
    const title = DIALECT_NAME[dialect.dialect];
    const text = `${folder} is not reviewed: it holds ${title} migrations (${dialect.reason}), which cannot be reviewed yet.`;
    result.notices.push({ path: folder, text });
  }
  return result;
}

function requireKnownVersion(since: string | null, readings: Readings['readings']): void {
  if (since === null || readings.length === 0) return;
  if (readings.some(({ versions }) => knows(versions, since))) return;
  throw unknownVersion(
    since,
    readings.flatMap(({ versions }) => versions.map(({ version }) => version)),
  );
}
