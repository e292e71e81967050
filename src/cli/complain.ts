import { Problem } from '../model/problem.ts';
import { EXIT } from '../model/exit-code.ts';
import { VERSION } from './version.ts';

/** Tells what stopped the command and gives its exit code. A failure of ours asks to be reported. */
export function complain(error: unknown, stderr: { write(text: string): unknown }): number {
  if (error instanceof Problem) {
    stderr.write(`holdpoint: ${error.facts.title}\n${indent(error.facts.hint)}\n`);
    return error.facts.blame === 'usage' ? EXIT.usage : EXIT.internal;
  }
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(
    `holdpoint: this is a mistake of Holdpoint ${VERSION}, not of yours. Please report it with what follows.\n`,
  );
  stderr.write(`${indent(what)}\n`);
  return EXIT.internal;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
