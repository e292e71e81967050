/** The list from one of its places on, around to the place before. */
export function rotated<T>(list: readonly T[], places: number): T[] {
  const start = list.length === 0 ? 0 : places % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
