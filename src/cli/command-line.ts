import { Command, CommanderError } from 'commander';
import { complain } from './complain.ts';
import { EXIT } from '../model/exit-code.ts';
import { explainRule } from './explain.ts';
import { planCommand, runPlanCommand } from './plan-command.ts';
import { ProgressLine, SILENCE } from './progress.ts';
import { setupCommands } from './setup-commands.ts';
import { reviewCommand, reviewOptions, textOf } from './review-options.ts';
import { runReview, type ReviewOptions, type Terminal } from './review-command.ts';
import { listRules } from './rules-list.ts';
import { runSplit, splitCommand, splitOptions } from './split-command.ts';
import { VERSION } from './version.ts';

const USUAL_WIDTH = 100;

/** Runs `holdpoint` with its arguments; gives the exit code and never rejects. */
export async function runCommandLine(args: readonly string[], host: NodeJS.Process): Promise<number> {
  for (const stream of [host.stdout, host.stderr]) surviveBrokenPipe(stream);
  let code: number = EXIT.go;
  const program = emptyProgram();
  program.addCommand(
    reviewCommand().action(async (folders: string[], given: Record<string, unknown>) => {
      code = await onTerminal(given, host, (options, terminal) => runReview(folders, options, terminal));
    }),
  );
  program.addCommand(
    planCommand().action(async (names: string[], given: Record<string, unknown>) => {
      const own = { names, require: textOf(given['require']), folder: textOf(given['path']) };
      code = await onTerminal(given, host, (options, terminal) => runPlanCommand(own, options, terminal));
    }),
  );
  addRuleCommands(program, host);
  program.addCommand(
    splitCommand().action(async (file: string, given: Record<string, unknown>) => {
      code = await splitMigration(file, given, host);
    }),
  );
  for (const command of setupCommands(host, (answer) => (code = answer))) program.addCommand(command);
  for (const command of [program, ...program.commands]) command.copyInheritedSettings(program).exitOverride();
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.go : EXIT.usage;
    return complain(error, host.stderr);
  }
}

function emptyProgram(): Command {
  return new Command('holdpoint')
    .description(
      'Rehearses SQL migrations in a throw-away database and holds the merge until the answer is go.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .showHelpAfterError('Run holdpoint --help for all commands, holdpoint review --help for all options.')
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'holdpoint: '));
      },
    });
}

/** A reader that has seen enough, such as `head`, is no failure; the verdict still leaves as exit code. */
function surviveBrokenPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

function addRuleCommands(program: Command, host: NodeJS.Process): void {
  program
    .command('explain')
    .argument('<rule>', 'id of a rule')
    .description("Print a rule's page.")
    .action((rule: string) => void host.stdout.write(explainRule(rule)));
  program
    .command('rules')
    .description('List all rules.')
    .action(() => void host.stdout.write(listRules()));
}

/** Reads the options, runs with a line of progress, and clears it in the end. */
async function onTerminal(
  given: Readonly<Record<string, unknown>>,
  host: NodeJS.Process,
  run: (options: ReviewOptions, terminal: Terminal) => Promise<number>,
): Promise<number> {
  const options = reviewOptions(given);
  const line = options.quiet ? null : new ProgressLine(host.stderr);
  const terminal: Terminal = {
    color: given['color'] !== false && wantsColor(host),
    width: host.stdout.isTTY ? host.stdout.columns : USUAL_WIDTH,
    progress: line ?? SILENCE,
    write: (text) => {
      line?.end();
      host.stdout.write(text);
    },
    warn: (text) => {
      line?.end();
      host.stderr.write(`holdpoint: ${text}\n`);
    },
  };
  try {
    return await run(options, terminal);
  } finally {
    line?.end();
  }
}

async function splitMigration(
  file: string,
  given: Readonly<Record<string, unknown>>,
  host: NodeJS.Process,
): Promise<number> {
  const line = new ProgressLine(host.stderr);
  const write = (text: string): void => {
    line.end();
    host.stdout.write(text);
  };
  try {
    return await runSplit(file, splitOptions(given), { progress: line, now: new Date(), write });
  } finally {
    line.end();
  }
}

/** Follows https://no-color.org and https://force-color.org. */
function wantsColor({ env, stdout }: NodeJS.Process): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '') return env['FORCE_COLOR'] !== '0';
  return stdout.isTTY && env['TERM'] !== 'dumb';
}
