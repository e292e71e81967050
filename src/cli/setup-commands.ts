import { Command } from 'commander';
import { DOCTOR_FORMATS, runDoctor } from './doctor-command.ts';
import { USUAL_STATISTICS } from '../statistics/load-statistics.ts';
import { runInit } from './init-command.ts';
import { runStats, STATS_VARIABLE } from './stats-command.ts';

const WIDTH = 100;

/** `holdpoint doctor`, `holdpoint init` and `holdpoint stats`; each gives its exit code to `done`. */
export function setupCommands(host: NodeJS.Process, done: (code: number) => void): Command[] {
  const write = (text: string): void => void host.stdout.write(text);
  const width = host.stdout.isTTY ? host.stdout.columns : WIDTH;
  const doctor = new Command('doctor')
    .description('Check everything that the gate rests on: workflows, configuration, engine, GitHub.')
    .option('--github <owner/repo>', 'the repository on GitHub; default: where the remote origin leads')
    .option('--offline', 'ask nothing of GitHub')
    .option('--format <format>', DOCTOR_FORMATS.join(', '), 'text')
    .addHelpText(
      'after',
      '\nExit codes: 0 all is well, 1 something has to be mended, 64 wrong usage, 70 a failure of Holdpoint.',
    )
    .action(async ({ github, offline, format }: Record<string, unknown>) => {
      const options = { github: textOf(github), offline: offline === true, format: textOf(format) ?? 'text' };
      done(await runDoctor({ ...options, width }, write));
    });
  const init = new Command('init')
    .description('Write workflow and configuration for the migrations that are found here.')
    .option('--dry-run', 'print what would be written')
    .option('--force', 'write over files that are there')
    .action(async ({ dryRun, force }: Record<string, unknown>) => {
      done(await runInit({ dryRun: dryRun === true, force: force === true }, write));
    });
  const stats = new Command('stats')
    .description('Write the sizes of the tables of a live database, and no data, for estimates in reviews.')
    .option('--database-url <url>', `the database; or set ${STATS_VARIABLE}`)
    .option('-o, --output <file>', `the file, - for the terminal; default: ${USUAL_STATISTICS} at the root`)
    .option('--dialect <name>', 'postgres; the URL tells without it')
    .action(async ({ databaseUrl, output, dialect }: Record<string, unknown>) => {
      const options = { databaseUrl: textOf(databaseUrl), output: textOf(output), dialect: textOf(dialect) };
      done(await runStats(options, write));
    });
  return [doctor, init, stats];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
