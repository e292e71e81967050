/** Numbers at and around those that conditions mention, then some of other sizes. */
export function nearNumbers(number: number, mentioned: readonly number[]): number[] {
  const near = mentioned.flatMap((hint) => [hint, hint + number, hint - number, hint + 1, hint - 1, -hint]);
  return [...near, number * 10, number * 100, number * 1000, 1, 0, -number, number / 10];
}
