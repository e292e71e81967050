/** Where a sticky pattern that is tried at `start` ends; `start` when it does not match. */
export function matchEnd(sticky: RegExp, text: string, start: number): number {
  sticky.lastIndex = start;
  return sticky.test(text) ? sticky.lastIndex : start;
}
