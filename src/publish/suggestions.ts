import type { Fix } from '../model/report.ts';
import { addedLines } from './added-lines.ts';

/**
 * The fixes that the host takes as one-click suggestions: all their lines are added ones of one hunk, and read as they
 * did when the fix was run. One that is not would fail all others with it.
 */
export function suggestable(fixes: readonly Fix[], patches: ReadonlyMap<string, string>): Fix[] {
  const added = new Map([...patches].map(([path, patch]) => [path, addedLines(patch)]));
  return fixes.filter(({ path, line, was }) => {
    const lines = was.map((_text, index) => added.get(path)?.get(line + index));
    return lines.every((shown, index) => shown?.text === was[index] && shown?.hunk === lines[0]?.hunk);
  });
}
