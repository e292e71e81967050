/** Order by code units: the same everywhere, whatever the locale. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Numbers of any length: leading zeros do not count, more digits are more. */
function compareNumbers(left: string, right: string): number {
  const [one, other] = [left.replace(/^0+/, ''), right.replace(/^0+/, '')];
  return one.length - other.length || compareText(one, other);
}

/**
 * Natural order of versions: 10 after 9, 1.10 after 1.9; `1_2`, `1-2` and `1.2` are the same, so are `1` and `001`,
 * `1` and `1.0`.
 */
export function compareVersions(left: string, right: string): number {
  const [ones, others] = [left.match(/\d+|[a-z]+/gi) ?? [], right.match(/\d+|[a-z]+/gi) ?? []];
  for (let index = 0; index < Math.max(ones.length, others.length); index += 1) {
    const [one, other] = [ones[index] ?? '0', others[index] ?? '0'];
    const numbers = /^\d/.test(one) && /^\d/.test(other);
    const order = numbers ? compareNumbers(one, other) : compareText(one, other);
    if (order !== 0) return order;
  }
  return 0;
}
