/** A line that a change adds, with the hunk that shows it. */
export interface AddedLine {
  readonly text: string;
  readonly hunk: number;
}

const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/**
 * The added lines of a unified difference by their number in the new file.
 * https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html
 */
export function addedLines(patch: string): ReadonlyMap<number, AddedLine> {
  const added = new Map<number, AddedLine>();
  let [line, hunk] = [0, 0];
  for (const row of patch.split('\n')) {
    const start = HUNK.exec(row)?.[1];
    if (start !== undefined) {
      line = Number(start);
      hunk += 1;
      continue;
    }
    if (row.startsWith('+')) added.set(line, { text: row.slice(1), hunk });
    if (row.startsWith('+') || row.startsWith(' ')) line += 1;
  }
  return added;
}
