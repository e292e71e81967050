/** More than git follows is a circle. */
const MOST_HOPS = 40;

/**
 * Where a path of a commit leads when links on its way are followed; null when that is outside of the commit or nowhere.
 *
 * @param links targets of the commit's links by their path, as git stores them.
 */
export function followLinks(path: string, links: ReadonlyMap<string, string>): string | null {
  const waiting = path.split('/');
  const walked: string[] = [];
  let hops = 0;
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (walked.pop() === undefined) return null;
      continue;
    }
    walked.push(part);
    const target = links.get(walked.join('/'));
    if (target === undefined) continue;
    hops += 1;
    if (target.startsWith('/') || hops > MOST_HOPS) return null;
    walked.pop();
    waiting.unshift(...target.split('/'));
  }
  return walked.join('/');
}
