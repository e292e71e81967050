import { briefAtHand, completed, type BriefTerms } from './brief-at-hand.ts';
import { deployedFor } from './deployed.ts';
import { reserveFor } from './conversation/minutes.ts';
import type { ChangeRequest } from './changeset/change-request.ts';
import { readChanges } from './changeset/read-changes.ts';
import type { BatchSettings } from './model/brief.ts';
import type { Deployment, Deployments } from './model/code-ports.ts';
import { NO_DECISIONS } from './model/decisions.ts';
import type { Docket } from './model/docket.ts';
import type { Dialect, EngineOptions, ServerAddress } from './model/dialect.ts';
import type { Plan } from './model/plan.ts';
import type { OpenPulls } from './model/open-pulls.ts';
import type { BaseCache, Progress, Repository } from './model/ports.ts';
import { internalProblem } from './model/problem.ts';
import type { ChangeSet, DialectId, Notice, ProjectChange } from './model/project.ts';
import type { Rehearsal } from './model/rehearsal.ts';
import type { Report } from './model/report.ts';
import type { Neighbor } from './model/surroundings.ts';
import type { Verdict } from './model/verdict.ts';
import { judgeProject, type KnownSizes } from './judge-project.ts';
import { neighborhoodOf } from './neighborhood.ts';
import { buildPlan, type JudgedProject } from './plan/build-plan.ts';
import { parseProject } from './rehearse/parsed-project.ts';
import { openAndRehearse } from './rehearse/open-and-rehearse.ts';
import { unrehearsed } from './rehearse/unrehearsed.ts';
import { nothingToSay, renderReport } from './render/render-report.ts';
import type { JudgeSettings } from './rules/judge.ts';
import { statisticsNotices } from './statistics/statistics-notices.ts';
import { withNeighbors } from './survey/neighbors.ts';
import { survey, type SurveyTerms } from './survey/survey.ts';
import { decide } from './verdict/decide.ts';
import { docketOf } from './verdict/docket-of.ts';

export interface ReviewRequest {
  readonly repository: Repository;
  readonly changes: ChangeRequest;
  readonly dialects: Partial<Readonly<Record<DialectId, Dialect>>>;
  /** Null runs no engine: what the manual says, everything else unknown, and never a go. */
  readonly limits: Omit<EngineOptions, 'extensions'> | null;
  /** A server to rehearse on in place of the embedded engine; null for none. */
  readonly server: ServerAddress | null;
  readonly rules: JudgeSettings;
  /** How to look around the change; absent for not at all. */
  readonly survey?: SurveyTerms;
  /** Other open pull requests, to be told of those that get in the way; absent where there are none to ask. */
  readonly openPulls?: OpenPulls;
  /** What was deployed; absent where nobody is to be asked. */
  readonly deployments?: Deployments;
  /** What the reader has to know besides what is found; absent for nothing. */
  readonly notices?: readonly Notice[];
  /** Where replayed bases are kept; null for nowhere. */
  readonly cache: BaseCache | null;
  /** Sizes of the reader's own tables, and how fast work on them is; absent where nobody told. */
  readonly sizes?: KnownSizes;
  /** Writes and tries backfills with these settings; absent or null writes none. */
  readonly batch?: BatchSettings | null;
  /** Tries how to save what would be lost, which plans print; absent for no. */
  readonly saves?: boolean;
  /** How briefs count; absent or null where none is read. */
  readonly briefs?: BriefTerms | null;
  readonly progress: Progress;
}

export interface Review {
  /** Null when the change holds no migrations. */
  readonly plan: Plan | null;
  /** The case, for whoever adds what people decided; null when the change holds no migrations. */
  readonly docket: Docket | null;
  /** The verdict before any person decided anything. */
  readonly verdict: Verdict;
  readonly report: Report;
}

/** A change in, a verdict out. Read it from top to bottom; there is nothing else. */
export async function review(request: ReviewRequest): Promise<Review> {
  request.progress.step('Reading migrations');
  return reviewChanges(await readChanges(request.repository, request.changes), request);
}

/** The same for a change that is read already. */
export async function reviewChanges(changes: ChangeSet, request: ReviewRequest): Promise<Review> {
  const changeSet = withNotices(changes, request.notices ?? []);
  const rehearsals: Rehearsal[] = [];
  for (const change of changeSet.projects) rehearsals.push(await rehearseProject(change, request));
  const { neighbors, notices } = await neighborhoodOf(rehearsals, request);
  const deployed = await deployedFor(rehearsals, request.repository, request.deployments);
  const found = { neighbors, deployments: deployed.deployments };
  const judged = await judgeAll(changeSet, rehearsals, found, request);
  const sizeNotices = request.sizes === undefined ? [] : statisticsNotices(request.sizes.known, rehearsals);
  const { plan, docket } = await planned(
    changeSet,
    judged,
    [...sizeNotices, ...notices, ...deployed.notices],
    request,
  );
  const verdict = decide(docket, NO_DECISIONS);
  if (
    judged.length === 0 &&
    changeSet.notices.every(({ about, next }) => about === undefined && next === undefined)
  )
    return { plan: null, docket: null, verdict, report: nothingToSay(changeSet.notices) };
  return { plan, docket, verdict, report: renderReport(plan, verdict, reserveFor(docket)) };
}

/** The plan and the case, with the brief where it counts. */
async function planned(
  changeSet: ChangeSet,
  judged: readonly JudgedProject[],
  more: readonly Notice[],
  request: ReviewRequest,
): Promise<{ readonly plan: Plan; readonly docket: Docket }> {
  const { briefs: terms, repository } = request;
  if (terms === undefined || terms === null) {
    const plan = buildPlan(withNotices(changeSet, more), judged);
    return { plan, docket: docketOf(plan) };
  }
  const { brief, notices } = await briefAtHand(changeSet, repository);
  const bare = buildPlan(withNotices(changeSet, [...more, ...notices]), judged);
  const { plan, openQuestions } = completed(bare, brief, terms, request);
  const asked = terms.required ? { runbook: { openQuestions }, brief } : null;
  return { plan, docket: docketOf(plan, asked) };
}

/** What the host told. */
interface Found {
  readonly neighbors: ReadonlyMap<string, readonly Neighbor[]>;
  readonly deployments: readonly Deployment[] | null;
}

/** Judges each project with what is found around it. */
async function judgeAll(
  { projects }: ChangeSet,
  rehearsals: readonly Rehearsal[],
  { neighbors, deployments }: Found,
  request: ReviewRequest,
): Promise<JudgedProject[]> {
  const { repository, survey: terms, progress } = request;
  const migrations = new Set(projects.flatMap(pathsOf));
  const judged: JudgedProject[] = [];
  for (const rehearsal of rehearsals) {
    if (terms !== undefined) progress.step('Looking for code that uses what changes');
    const found =
      terms === undefined ? null : await survey(rehearsal, repository, { migrations, terms, deployments });
    const surroundings = withNeighbors(found, neighbors.get(rehearsal.project.path) ?? []);
    judged.push(judgeProject(rehearsal, surroundings, request));
  }
  return judged;
}

/** All files that are reviewed as migrations. */
function pathsOf({ base, head }: ProjectChange): string[] {
  return [...base, ...head.map(({ migration }) => migration)].flatMap(({ path, up, down }) =>
    down === null ? [path, up.path] : [path, up.path, down.path],
  );
}

function withNotices(changeSet: ChangeSet, notices: readonly Notice[]): ChangeSet {
  return { ...changeSet, notices: [...changeSet.notices, ...notices] };
}

/** Rehearses one project, or says that nobody wanted to. */
export async function rehearseProject(change: ProjectChange, request: ReviewRequest): Promise<Rehearsal> {
  const dialect = dialectOf(change, request);
  const { limits, server, cache, batch = null, saves = false, progress } = request;
  if (limits !== null)
    return openAndRehearse(change, dialect, { limits, server, cache, batch, saves }, progress);
  await dialect.prepare();
  return unrehearsed(parseProject(change, dialect), dialect, 'The rehearsal was switched off.');
}

/** The dialect of a project. Throws a `Problem` when nothing here reads it. */
export function dialectOf({ project }: ProjectChange, { dialects }: ReviewRequest): Dialect {
  const dialect = dialects[project.dialect];
  if (dialect !== undefined) return dialect;
  throw internalProblem('unknown-dialect', `Nothing here reads ${project.dialect}.`, 'Please report it.');
}
