import { reserveFor } from './conversation/minutes.ts';
import type { ChangeRequest } from './changeset/change-request.ts';
import { readChanges } from './changeset/read-changes.ts';
import { NO_DECISIONS } from './model/decisions.ts';
import type { BatchSettings } from './model/brief.ts';
import type { Docket } from './model/docket.ts';
import type { Dialect, EngineOptions, ServerAddress } from './model/dialect.ts';
import type { Plan } from './model/plan.ts';
import type { BaseCache, Progress, Repository } from './model/ports.ts';
import { internalProblem } from './model/problem.ts';
import type { ChangeSet, DialectId, Notice, ProjectChange } from './model/project.ts';
import type { Rehearsal } from './model/rehearsal.ts';
import type { Report } from './model/report.ts';
import type { Verdict } from './model/verdict.ts';
import { buildPlan } from './plan/build-plan.ts';
import { parseProject } from './rehearse/parsed-project.ts';
import { openAndRehearse } from './rehearse/open-and-rehearse.ts';
import { unrehearsed } from './rehearse/unrehearsed.ts';
import { nothingToSay, renderReport } from './render/render-report.ts';
import { judge, type JudgeSettings } from './rules/judge.ts';
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
  /** What the reader has to know besides what is found; absent for nothing. */
  readonly notices?: readonly Notice[];
  /** Where replayed bases are kept; null for nowhere. */
  readonly cache: BaseCache | null;
  /** Writes and tries backfills with these settings; absent or null writes none. */
  readonly batch?: BatchSettings | null;
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
  const changeSet = withNotices(
    await readChanges(request.repository, request.changes),
    request.notices ?? [],
  );
  const rehearsals: Rehearsal[] = [];
  for (const change of changeSet.projects) rehearsals.push(await rehearseProject(change, request));
  const judged = rehearsals.map((rehearsal) => ({ rehearsal, findings: judge(rehearsal, request.rules) }));
  const plan = buildPlan(changeSet, judged);
  const docket = docketOf(plan);
  const verdict = decide(docket, NO_DECISIONS);
  if (judged.length === 0 && changeSet.notices.every(({ about }) => about === undefined))
    return { plan: null, docket: null, verdict, report: nothingToSay(changeSet.notices) };
  return { plan, docket, verdict, report: renderReport(plan, verdict, reserveFor(docket)) };
}

function withNotices(changeSet: ChangeSet, notices: readonly Notice[]): ChangeSet {
  return { ...changeSet, notices: [...changeSet.notices, ...notices] };
}

async function rehearseProject(change: ProjectChange, request: ReviewRequest): Promise<Rehearsal> {
  const dialect = dialectOf(change, request);
  const { limits, server, cache, batch = null, progress } = request;
  if (limits !== null) return openAndRehearse(change, dialect, { limits, server, cache, batch }, progress);
  await dialect.prepare();
  return unrehearsed(parseProject(change, dialect), dialect, 'The rehearsal was switched off.');
}

function dialectOf({ project }: ProjectChange, { dialects }: ReviewRequest): Dialect {
  const dialect = dialects[project.dialect];
  if (dialect !== undefined) return dialect;
  throw internalProblem('unknown-dialect', `Nothing here reads ${project.dialect}.`, 'Please report it.');
}
