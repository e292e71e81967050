/** Numbers at and around those that conditions mention, some of other sizes, and those half-way between two mentioned. */
export function nearNumbers(number: number, mentioned: readonly number[]): number[] {
  const near = mentioned.flatMap((hint) => [hint, hint + number, hint - number, hint + 1, hint - 1, -hint]);
  const sorted = mentioned.toSorted((left, right) => left - right);
  const between = sorted.slice(1).map((hint, index) => (hint + (sorted[index] ?? hint)) / 2);
  return [...near, number * 10, number * 100, number * 1000, 1, 0, -number, number / 10, ...between];
}
