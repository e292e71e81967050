import { Command } from 'commander';
import { folderCache } from '../adapters/files/folder-cache.ts';
import { withoutCodeMarks } from '../lib/code.ts';
import { exitCodeOf } from '../model/exit-code.ts';
import { usageProblem } from '../model/problem.ts';
import { runPlan } from '../plan-run.ts';
import type { PlanSubject } from '../plan-subject.ts';
import { statusText } from '../render/status-text.ts';
import { renderRunbook } from '../render/runbook/render-runbook.ts';
import { reviewRequest } from '../review-request.ts';
import { usualCacheFolder } from './cache-folder.ts';
import { formatOf } from './formatted.ts';
import { locate } from './locate.ts';
import { settingsFor, statisticsFor, type ReviewOptions, type Terminal } from './review-command.ts';
import { addReviewOptions } from './review-options.ts';
import { serverAddress } from './server-address.ts';
import { writeOutput } from './write-output.ts';

/** Options of `holdpoint plan` besides those of a review. */
export interface PlanOptions {
  readonly names: readonly string[];
  readonly require: string | null;
  readonly folder: string | null;
}

/** `holdpoint plan` with all of its options and no action yet. */
export function planCommand(): Command {
  const command = new Command('plan')
    .description('Plan a migration: phases, backfills, validation, rollback, timeline, people.')
    .argument(
      '[brief | migration...]',
      'a brief, or migrations by path, pattern or version; the change without any',
    )
    .option('--require <text>', 'plan what is wanted, such as "rename users.email to users.email_address"')
    .option('--path <folder>', 'folder of migrations; all of the repository without it');
  return addReviewOptions(command);
}

/** Plans and prints. Gives the exit code; throws a `Problem` when there is no answer. */
export async function runPlanCommand(
  { names, require, folder }: PlanOptions,
  options: ReviewOptions,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(options.format);
  const location = await locate(folder === null ? [] : [folder], options);
  const settings = await settingsFor(location, options);
  const { rehearsal, databaseUrl, disposable } = options;
  const { progress } = terminal;
  const server = serverAddress(databaseUrl, process.env, disposable);
  const cache = options.cache === false ? null : folderCache(options.cache ?? usualCacheFolder(process.env));
  const statistics = await statisticsFor(location, settings, options);
  const today = new Date().toISOString().slice(0, 10);
  const { runbook, verdict } = await runPlan({
    review: reviewRequest(settings, { ...location, rehearsal, server, cache, statistics, today, progress }),
    subject: subjectOf(names, require),
    bakeDays: settings.bakeDays,
    metrics: settings.metrics,
  });
  const text = renderRunbook(runbook, format);
  if (options.output !== null) await writeOutput('plan', options.output, text);
  else if (!options.quiet) terminal.write(text);
  if (verdict.outcome !== 'go' && !options.quiet)
    terminal.warn(`${statusText(verdict)}\n  ${withoutCodeMarks(verdict.next)}`);
  return exitCodeOf(verdict.outcome, settings.failOn ?? 'hold');
}

/** What is asked for, in one way only. */
function subjectOf(names: readonly string[], requirement: string | null): PlanSubject {
  if (requirement === null) return { kind: 'named', names };
  if (names.length === 0) return { kind: 'requirement', text: requirement };
  throw usageProblem(
    'plan-subject',
    `A requirement is planned without ${names.join(', ')}.`,
    'Leave out --require, or the names; --path names the folder of the migrations.',
  );
}
