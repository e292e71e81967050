/** Edits between two words: insert, delete, replace, or swap two neighbours (optimal string alignment). */
function distance(left: string, right: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      const at = (line: readonly number[], index: number): number => line[index] ?? Infinity;
      let best = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + same,
      );
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) best = Math.min(best, at(before, column - 2) + 1);
      current.push(best);
    }
    [before, previous] = [previous, current];
  }
  return previous[right.length] ?? left.length;
}

/** Candidates from the closest to the farthest; equally close ones in the order given. */
export function byCloseness(name: string, candidates: readonly string[]): string[] {
  const word = name.toLowerCase();
  const rated = candidates.map((candidate) => ({ candidate, far: distance(word, candidate.toLowerCase()) }));
  return rated.sort((left, right) => left.far - right.far).map(({ candidate }) => candidate);
}

/** The candidate that `name` is most likely a slip of; null when none is close. */
export function nearest(name: string, candidates: readonly string[]): string | null {
  const [closest] = byCloseness(name, candidates);
  if (closest === undefined) return null;
  const allowed = Math.max(2, Math.floor(Math.max(name.length, closest.length) / 3));
  return distance(name.toLowerCase(), closest.toLowerCase()) <= allowed ? closest : null;
}
