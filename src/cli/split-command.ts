import { Command } from 'commander';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { reasonOf } from '../adapters/files/file-error.ts';
import type { NamedStep, NewFile } from '../changeset/naming/naming.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import { mergeSettings, type Options, type Settings } from '../config/merge-settings.ts';
import { deliveriesOf } from '../model/deliveries.ts';
import { EXIT } from '../model/exit-code.ts';
import type { Progress } from '../model/ports.ts';
import { usageProblem } from '../model/problem.ts';
import {
  renderNoSeries,
  renderSeries,
  SERIES_FORMATS,
  type SeriesFormat,
} from '../render/series/render-series.ts';
import { reviewRequest } from '../review-request.ts';
import { RULES } from '../rules/index.ts';
import { split, type Split } from '../split.ts';
import { locate } from './locate.ts';
import { readIfThere } from './read-if-there.ts';
import { serverAddress } from './server-address.ts';

/** Options of `holdpoint split`. */
export interface SplitOptions {
  readonly settings: Options;
  readonly base: string | null;
  readonly config: string | null;
  readonly git: boolean;
  readonly format: string;
  readonly databaseUrl: string | null;
  readonly disposable: boolean;
  /** Writes the files of the first pull request; with `all`, of every one. */
  readonly write: boolean;
  readonly all: boolean;
}

interface Host {
  readonly progress: Progress;
  readonly now: Date;
  write(text: string): void;
}

/** `holdpoint split` with its options and no action yet. */
export function splitCommand(): Command {
  return new Command('split')
    .description('Turn one breaking or blocking migration into a series that is proved by running it.')
    .argument('<migration>', 'file of a new migration; path#id where a file holds several')
    .option('--write', 'write the files of the first pull request')
    .option('--all', 'with --write: the files of all pull requests')
    .option('--format <format>', SERIES_FORMATS.join(', '), 'text')
    .option(
      '--base <ref>',
      "compare with the merge base with this branch; default: the remote's default branch",
    )
    .option('--since <version>', 'take the migrations after this version as new; needs no git')
    .option('--no-git', 'take the folder as it is; every migration is new unless --since says otherwise')
    .option('--config <file>', 'configuration file; default: .holdpoint.yml')
    .option('--dialect <name>', 'postgres; found by itself without it')
    .option('--layout <name>', 'how migrations are laid out; found by itself without it')
    .option('--database-url <url>', 'run on this throw-away PostgreSQL server; or set HOLDPOINT_DATABASE_URL')
    .option('--i-know-it-is-disposable', 'use the server although its database holds tables')
    .addHelpText(
      'after',
      '\nExit codes: 0 a series is offered, 2 none is, 64 wrong usage or configuration, 70 a failure of Holdpoint.',
    );
}

/** What commander read, in our words. */
export function splitOptions(given: Readonly<Record<string, unknown>>): SplitOptions {
  const text = (name: string): string | null => (typeof given[name] === 'string' ? given[name] : null);
  const settings = ['since', 'dialect', 'layout'].flatMap((name) => {
    const value = text(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    settings: Object.fromEntries(settings),
    base: text('base'),
    config: text('config'),
    git: given['git'] !== false,
    format: text('format') ?? 'text',
    databaseUrl: text('databaseUrl'),
    disposable: given['iKnowItIsDisposable'] === true,
    write: given['write'] === true,
    all: given['all'] === true,
  };
}

/** Splits one migration, prints the series and writes its files when asked to. Gives the exit code. */
export async function runSplit(file: string, options: SplitOptions, host: Host): Promise<number> {
  const format = formatOf(options.format);
  const location = await locate([], { ...options, github: null });
  const root = location.root ?? '.';
  const settings = await settingsIn(root, options);
  const server = serverAddress(options.databaseUrl, process.env, options.disposable);
  const { progress } = host;
  const today = host.now.toISOString().slice(0, 10);
  const request = reviewRequest(settings, {
    ...location,
    ...{ rehearsal: true, server, cache: null, today, progress },
  });
  const { limits, repository, changes, dialects } = request;
  if (limits === null) return EXIT.internal;
  const migration = pathInside(root, file);
  const answer = await split({
    repository,
    changes,
    dialects,
    limits,
    server,
    migration,
    now: host.now,
    progress,
  });
  if (answer.kind === 'none') {
    host.write(renderNoSeries(answer.called, answer.because, format));
    return EXIT.hold;
  }
  const written = options.write ? await writeAll(root, chosenFiles(answer, options.all)) : null;
  const { series, named, called, original } = answer;
  const { transaction } = original;
  const files = named.steps.map((step) => step.files);
  host.write(
    renderSeries({ original: called, transaction, series, files, notes: named.notes, written }, format),
  );
  return EXIT.go;
}

async function settingsIn(root: string, { config, settings }: SplitOptions): Promise<Settings> {
  const from = config === null ? root : '.';
  const configuration = await loadConfiguration((path) => readIfThere(resolve(from, path)), config, RULES);
  return mergeSettings(configuration, settings);
}

function formatOf(name: string): SeriesFormat {
  const format = SERIES_FORMATS.find((known) => known === name);
  if (format !== undefined) return format;
  throw usageProblem(
    'format',
    `There is no format ${name}.`,
    `Give --format one of: ${SERIES_FORMATS.join(', ')}.`,
  );
}

/** As the repository names it; what stands after `#` stays. */
function pathInside(root: string, file: string): string {
  const [path = '', ...id] = file.split('#');
  return [relative(root, resolve(path)).replaceAll('\\', '/'), ...id].join('#');
}

/** Files of the first delivery, or of all; of a file that goes on, its last state. */
function chosenFiles(
  { original, series, named }: Extract<Split, { kind: 'proved' }>,
  all: boolean,
): NewFile[] {
  const [first = []] = deliveriesOf(series.draft.steps, original.transaction);
  const steps: readonly NamedStep[] = all ? named.steps : named.steps.slice(0, first.length);
  return [...new Map(steps.flatMap(({ files }) => files).map((file) => [file.path, file])).values()];
}

/** All or nothing: no file that is there is written over, but for those that go on. */
async function writeAll(root: string, files: readonly NewFile[]): Promise<string[]> {
  for (const { path, edits } of files) {
    if (edits === true || (await readIfThere(join(root, path))) === null) continue;
    throw usageProblem('file-there', `${path} is there already.`, 'Nothing was written; move it away first.');
  }
  for (const { path, text } of files) {
    try {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    } catch (error) {
      throw usageProblem('output', `${path} cannot be written: ${reasonOf(error)}.`, 'Check the folder.');
    }
  }
  return files.map(({ path }) => path);
}
