import { randomUUID } from 'node:crypto';

/**
 * Prints text that others wrote (SQL, names, messages) so that none of its lines can command the runner.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands
 */
export function printForeign(text: string): void {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${text.trimEnd()}\n::${token}::\n`);
}

/** Prints it folded under a title of our own. */
export function printForeignGroup(title: string, text: string): void {
  process.stdout.write(`::group::${title}\n`);
  printForeign(text);
  process.stdout.write('::endgroup::\n');
}
