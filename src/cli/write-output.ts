import { writeFile } from 'node:fs/promises';
import { reasonOf } from '../adapters/files/file-error.ts';
import { usageProblem } from '../model/problem.ts';

/** Writes what `--output` asks for; `what` names it in a message: "report". Throws a usage `Problem` when it cannot. */
export async function writeOutput(what: string, path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw usageProblem(
      'output',
      `The ${what} cannot be written to ${path}: ${reasonOf(error)}.`,
      'Give --output another path.',
    );
  }
}
