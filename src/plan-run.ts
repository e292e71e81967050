import { briefFor } from './brief/brief-for.ts';
import { loadBriefs } from './brief/load-briefs.ts';
import { parseRequirement } from './brief/requirement/parse-requirement.ts';
import { readChanges } from './changeset/read-changes.ts';
import type { Catalog } from './model/catalog.ts';
import type { Brief } from './model/brief.ts';
import { NO_DECISIONS } from './model/decisions.ts';
import type { Plan } from './model/plan.ts';
import { usageProblem } from './model/problem.ts';
import type { ChangeSet, ProjectChange } from './model/project.ts';
import type { Runbook } from './model/runbook.ts';
import type { Verdict } from './model/verdict.ts';
import { findingsFor } from './plan-findings.ts';
import { seriesFor } from './plan-series.ts';
import { buildRunbook } from './plan/runbook/build-runbook.ts';
import {
  briefNamed,
  chosen,
  isNamed,
  isOf,
  withMigration,
  withoutBase,
  type PlanSubject,
} from './plan-subject.ts';
import { dialectOf, rehearseProject, reviewChanges, type ReviewRequest } from './review.ts';
import { runbookSettings, type RunbookTerms } from './runbook-settings.ts';
import { decide } from './verdict/decide.ts';
import { docketOf } from './verdict/docket-of.ts';

export interface PlanRequest extends RunbookTerms {
  readonly review: ReviewRequest;
  readonly subject: PlanSubject;
}

export interface PlanAnswer {
  readonly runbook: Runbook;
  readonly verdict: Verdict;
  /** Null for a move without SQL. */
  readonly plan: Plan | null;
}

/** What is asked for in, the whole migration as it is done out. Read it from top to bottom. */
export async function runPlan(request: PlanRequest): Promise<PlanAnswer> {
  request.review.progress.step('Reading briefs and migrations');
  const { subject } = request;
  const named = subject.kind === 'named' ? subject.names : [];
  const briefs = await loadBriefs(request.review.repository, named);
  const { brief, changes } = await meant(request, briefs);
  const settings = runbookSettings(request.review, request, brief);
  // The brief that is meant is laid beside the plan here, and no other one.
  const review = { ...request.review, batch: settings.batch, saves: true, briefs: null };
  const plan = changes === null ? null : (await reviewChanges(changes, review)).plan;
  const statistics = review.sizes?.known.statistics ?? null;
  const series = changes === null ? [] : await seriesFor(changes, plan, review);
  const runbook = buildRunbook({ plan, brief, series, ...findingsFor(plan), statistics, settings });
  const proved = series.filter((one) => one.proved);
  const docket = docketOf(plan ?? NO_PLAN, { runbook, brief }, proved);
  // The checklist that is printed counts: the brief answers some of it.
  const checklist = plan === null ? [] : runbook.checklist;
  return { runbook, plan, verdict: decide({ ...docket, checklist }, NO_DECISIONS) };
}

const NO_PLAN: Plan = { base: '', head: '', projects: [], notices: [] };

interface Meant {
  readonly brief: Brief | null;
  /** Null where there is no SQL. */
  readonly changes: ChangeSet | null;
}

async function meant(request: PlanRequest, briefs: readonly Brief[]): Promise<Meant> {
  const { subject } = request;
  if (subject.kind === 'requirement') return { brief: null, changes: await required(subject.text, request) };
  const [first] = subject.names;
  if (first === undefined) return ofChange(await change(request), briefs);
  const brief = briefNamed(first, briefs);
  if (brief !== null) return ofBrief(brief, subject.names, request);
  const changes = chosen(await everything(request), (migration) => isNamed(migration, subject.names));
  if (changes.projects.length === 0) throw nothingNamed(subject.names);
  return ofChange(changes, briefs);
}

function ofChange(changes: ChangeSet, briefs: readonly Brief[]): Meant {
  const migrations = changes.projects.flatMap(({ head }) => head.map(({ migration }) => migration));
  if (migrations.length === 0)
    throw usageProblem(
      'nothing-to-plan',
      'The change holds no migrations.',
      'Name a brief, migrations, or give --require.',
    );
  return { brief: briefFor(migrations, briefs), changes };
}

async function ofBrief(brief: Brief, names: readonly string[], request: PlanRequest): Promise<Meant> {
  if (names.length > 1)
    throw usageProblem(
      'one-brief',
      `${brief.path} is planned alone.`,
      `Leave out ${names.slice(1).join(', ')}, or the brief.`,
    );
  if (brief.migrations.length === 0 && brief.kind !== 'database') return { brief, changes: null };
  const changes = chosen(await everything(request), isOf(brief));
  if (changes.projects.length > 0) return { brief, changes };
  throw usageProblem(
    'brief-without-migrations',
    `No migration belongs to ${brief.path}: ${brief.migrations.join(', ') || 'it names none'}.`,
    'Write patterns of their paths, or their versions, under migrations.',
  );
}

async function required(text: string, request: PlanRequest): Promise<ChangeSet> {
  const requirement = parseRequirement(text);
  const all = await everything(request);
  const [project, second] = all.projects;
  if (project === undefined)
    throw usageProblem('no-project', 'There are no migrations here.', 'Name the folder that holds them.');
  if (second !== undefined)
    throw usageProblem(
      'several-projects',
      `There are migrations in ${project.project.path} and in ${second.project.path}.`,
      'Name the folder of one of them with --path.',
    );
  const dialect = dialectOf(project, request.review);
  if (dialect.requirement === undefined)
    throw usageProblem(
      'requirement',
      `Requirements cannot be written for ${dialect.id} yet.`,
      'Write the migration.',
    );
  const shipped = await shippedSchema(project, request);
  return {
    ...all,
    projects: [withMigration(project, nameOf(text), dialect.requirement(requirement, shipped))],
  };
}

async function shippedSchema(project: ProjectChange, { review }: PlanRequest): Promise<Catalog> {
  return (await rehearseProject(withMigration(project, 'nothing', []), review)).shipped;
}

/** `rename_users_email_to_users_email_address`. */
function nameOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 60);
}

function change({ review }: PlanRequest): Promise<ChangeSet> {
  return readChanges(review.repository, review.changes);
}

/** Every migration as added. */
function everything({ review }: PlanRequest): Promise<ChangeSet> {
  return readChanges(withoutBase(review.repository), { ...review.changes, since: null });
}

function nothingNamed(names: readonly string[]): Error {
  return usageProblem(
    'unknown-migration',
    `No brief and no migration is called ${names.join(', ')}.`,
    'Name a brief by its file, and migrations by path, pattern or version.',
  );
}
