import { withoutCodeMarks } from '../lib/code.ts';
import { resolve } from 'node:path';
import { folderCache } from '../adapters/files/folder-cache.ts';
import { DEFAULT_CONFIGURATION } from '../config/configuration.ts';
import { mergeSettings, type Options, type Settings } from '../config/merge-settings.ts';
import { configurationNotices } from '../config/configuration-notice.ts';
import { loadConfiguration, type ReadFile } from '../config/load-configuration.ts';
import type { Progress } from '../model/ports.ts';
import type { Notice } from '../model/project.ts';
import type { KnownStatistics } from '../model/statistics.ts';
import { review } from '../review.ts';
import { reviewRequest } from '../review-request.ts';
import { RULES } from '../rules/index.ts';
import { loadStatistics } from '../statistics/load-statistics.ts';
import { exitCodeOf } from '../model/exit-code.ts';
import { usualCacheFolder } from './cache-folder.ts';
import { formatted, formatOf } from './formatted.ts';
import { serverAddress } from './server-address.ts';
import { locate } from './locate.ts';
import type { Location } from './location.ts';
import { readBaseFile } from './read-base-file.ts';
import { readIfThere } from './read-if-there.ts';
import { writeOutput } from './write-output.ts';

/** Options of `holdpoint review`, as the command line gives them. */
export interface ReviewOptions {
  /** What the configuration has a key for, too. */
  readonly settings: Options;
  /** A pull request to read from GitHub; null for what is on this machine. */
  readonly github: string | null;
  readonly base: string | null;
  readonly config: string | null;
  /** File with the sizes of the tables; null for the one that the configuration names, or the usual one. */
  readonly stats: string | null;
  readonly format: string;
  readonly output: string | null;
  readonly git: boolean;
  readonly rehearsal: boolean;
  /** A server to rehearse on; the environment may name one, too. */
  readonly databaseUrl: string | null;
  /** The server may be used although its database holds tables. */
  readonly disposable: boolean;
  /** Folder in which replayed bases are kept: null for the usual one, false for none. */
  readonly cache: string | null | false;
  readonly quiet: boolean;
}

export interface Terminal {
  readonly color: boolean;
  readonly width: number;
  readonly progress: Progress;
  write(text: string): void;
  warn(text: string): void;
}

/** Runs one review and prints it. Gives the exit code; throws a `Problem` when there is no answer. */
export async function runReview(
  folders: readonly string[],
  options: ReviewOptions,
  terminal: Terminal,
): Promise<number> {
  const format = formatOf(options.format);
  mergeSettings(DEFAULT_CONFIGURATION, options.settings);
  if (options.github !== null) terminal.progress.step(`Reading ${options.github}`);
  const location = await locate(folders, options);
  const settings = await settingsFor(location, options);
  const { rehearsal, databaseUrl, disposable } = options;
  const server = serverAddress(databaseUrl, process.env, disposable);
  const cache = options.cache === false ? null : folderCache(options.cache ?? usualCacheFolder(process.env));
  const { progress } = terminal;
  const notices = await noticesFor(location, options);
  const statistics = await statisticsFor(location, settings, options);
  const today = new Date().toISOString().slice(0, 10);
  const answer = await review(
    reviewRequest(settings, { ...location, rehearsal, server, cache, notices, statistics, today, progress }),
  );
  const look = { color: terminal.color && options.output === null, width: terminal.width };
  const text = formatted(answer, format, look);
  if (options.output !== null) await writeOutput('report', options.output, text);
  else if (!options.quiet) terminal.write(text);
  for (const { path, text: notice } of answer.plan?.notices ?? [])
    if (!options.quiet) terminal.warn(`${path}: ${withoutCodeMarks(notice)}`);
  return exitCodeOf(answer.verdict.outcome, settings.failOn ?? 'hold');
}

/**
 * A configuration that is named is looked for from the working folder, as people type it; the usual one at the root, or
 * on the base of the pull request.
 */
export async function settingsFor({ repository, root }: Location, options: ReviewOptions): Promise<Settings> {
  const from = options.config === null ? root : '.';
  const read = from === null ? readBaseFile(repository) : onDisk(from);
  const configuration = await loadConfiguration(read, options.config, RULES);
  return mergeSettings(configuration, options.settings);
}

function onDisk(folder: string): ReadFile {
  return (path) => readIfThere(resolve(folder, path));
}

/** As the configuration is found: a named file from the working folder, others at the root or on the base. */
export async function statisticsFor(
  { repository, root }: Location,
  settings: Settings,
  { stats }: ReviewOptions,
): Promise<KnownStatistics | null> {
  const from = stats === null ? root : '.';
  const read = from === null ? readBaseFile(repository) : onDisk(from);
  return loadStatistics(read, stats ?? settings.stats, new Date().toISOString());
}

/** Whether the change edits the configuration; told where there are two sides and the usual file counts. */
async function noticesFor(
  { repository, root }: Location,
  { config, git, github, settings }: ReviewOptions,
): Promise<readonly Notice[]> {
  const hasSides = github !== null || (git && settings.since === undefined);
  if (!hasSides || config !== null) return [];
  const counts = root === null ? 'base' : 'head';
  return configurationNotices(repository, { path: null, rules: RULES, counts });
}
