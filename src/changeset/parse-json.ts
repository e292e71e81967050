import { usageProblem } from '../model/problem.ts';

/**
 * The content of a manifest.
 *
 * @throws Problem `unreadable-manifest` when it is not JSON.
 */
export function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usageProblem('unreadable-manifest', `${path} is not JSON: ${why}.`, 'Correct the manifest.');
  }
}
