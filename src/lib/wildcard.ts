/**
 * Whether a path matches a pattern: `*` and `?` stay within one folder, `**` spans any number of folders.
 * Takes linear memory and at most quadratic time, so that a pattern from a pull request cannot stall a review.
 */
export function matchesPattern(path: string, pattern: string): boolean {
  return matches(path.split('/'), pattern.split('/'), {
    isStar: (part) => part === '**',
    fits: (name, part) =>
      matches(Array.from(name), Array.from(part), {
        isStar: (c) => c === '*',
        fits: (c, p) => p === '?' || c === p,
      }),
  });
}

interface Wildcard {
  isStar(part: string): boolean;
  fits(item: string, part: string): boolean;
}

/** Greedy match with one way back: to the last star, which then takes one item more. */
function matches(items: readonly string[], parts: readonly string[], wildcard: Wildcard): boolean {
  let item = 0;
  let part = 0;
  let star: { readonly part: number; item: number } | null = null;
  while (item < items.length) {
    const wanted = parts[part];
    if (wanted !== undefined && wildcard.isStar(wanted)) {
      star = { part, item };
      part += 1;
    } else if (wanted !== undefined && wildcard.fits(items[item] ?? '', wanted)) {
      item += 1;
      part += 1;
    } else if (star !== null) {
      star.item += 1;
      item = star.item;
      part = star.part + 1;
    } else return false;
  }
  return parts.slice(part).every((rest) => wildcard.isStar(rest));
}
