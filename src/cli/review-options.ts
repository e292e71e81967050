import { Command } from 'commander';
import type { OptionName, Options } from '../config/merge-settings.ts';
import { USUAL_STATISTICS } from '../statistics/load-statistics.ts';
import { FORMATS } from './formatted.ts';
import type { ReviewOptions } from './review-command.ts';

/** Options that the configuration has a key for, with the words of the help. */
const SETTINGS: readonly (readonly [name: OptionName, value: string, description: string])[] = [
  ['since', '<version>', 'take the migrations after this version as the change; needs no git'],
  ['dialect', '<name>', 'postgres; found by itself without it'],
  ['layout', '<name>', 'how migrations are laid out; found by itself without it'],
  ['transaction', '<mode>', 'per-migration, all-pending, per-statement or none; the layout knows without it'],
  ['server-version', '<version>', 'version of the database that the migrations run on'],
  ['fail-on', '<verdict>', 'hold (default), no-go or never: from which verdict on the exit code is not 0'],
  ['lock-timeout', '<duration>', 'lock timeout that the role or database sets, such as 5s'],
  ['deadline-seconds', '<n>', 'time for the rehearsal of one project'],
  ['statement-seconds', '<n>', 'time for one statement'],
  ['memory-mb', '<n>', 'memory at which the engine is stopped'],
];

/** `holdpoint review` with all of its options and no action yet. */
export function reviewCommand(): Command {
  return addReviewOptions(
    new Command('review')
      .description('Review the migrations of a change: run them, judge them, plan and run the way back.')
      .argument('[folder...]', 'folders of migrations; all of the repository without one'),
  );
}

/** The options that a review and a plan have in common. */
export function addReviewOptions(command: Command): Command {
  command
    .option(
      '--base <ref>',
      "compare with the merge base with this branch; default: the remote's default branch",
    )
    .option(
      '--github <pull request>',
      'review owner/repo#123, or the address of its page, without a checkout; writes nothing there',
    )
    .option('--format <format>', FORMATS.join(', '), 'text')
    .option('-o, --output <file>', 'write the report to a file')
    .option('--config <file>', 'configuration file; default: .holdpoint.yml')
    .option(
      '--stats <file>',
      `sizes of the tables, as holdpoint stats writes them; default: ${USUAL_STATISTICS}`,
    )
    .option('--no-git', 'take the folder as it is; every migration is new unless --since says otherwise')
    .option('--no-rehearsal', 'run nothing; such a review never says go')
    .option(
      '--database-url <url>',
      'rehearse on this throw-away PostgreSQL server; or set HOLDPOINT_DATABASE_URL',
    )
    .option('--i-know-it-is-disposable', 'use the server although its database holds tables')
    .option(
      '--cache <folder>',
      "keep replayed migrations here; default: holdpoint in the user's cache folder, such as ~/.cache",
    )
    .option('--no-cache', 'replay everything and keep nothing')
    .option('-q, --quiet', 'print nothing; the exit code tells')
    .option('--no-color', 'print without colour');
  for (const [name, value, description] of SETTINGS) command.option(`--${name} ${value}`, description);
  return command.addHelpText('after', EXIT_CODES);
}

const EXIT_CODES = `
Exit codes: 0 go, 1 no-go, 2 hold, 64 wrong usage or configuration, 70 a failure of Holdpoint.`;

/** What commander read, in our words. */
export function reviewOptions(given: Readonly<Record<string, unknown>>): ReviewOptions {
  return {
    settings: settingsOf(given),
    github: textOf(given['github']),
    base: textOf(given['base']),
    config: textOf(given['config']),
    stats: textOf(given['stats']),
    format: textOf(given['format']) ?? 'text',
    output: textOf(given['output']),
    git: given['git'] !== false,
    rehearsal: given['rehearsal'] !== false,
    databaseUrl: textOf(given['databaseUrl']),
    disposable: given['iKnowItIsDisposable'] === true,
    cache: given['cache'] === false ? false : textOf(given['cache']),
    quiet: given['quiet'] === true,
  };
}

function settingsOf(given: Readonly<Record<string, unknown>>): Options {
  const entries = SETTINGS.flatMap(([name]) => {
    const text = textOf(given[camelCase(name)]);
    return text === null ? [] : [[name, text] as const];
  });
  return Object.fromEntries(entries);
}

/** Commander's own names for its options. */
function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The text of an option; null when it was not given. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
