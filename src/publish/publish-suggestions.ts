import type { Author, PublishedSuggestion, SuggestionPublisher } from '../model/ports.ts';
import { Refusal } from '../model/refusal.ts';
import { SUGGESTION_MARKER, type Fix } from '../model/report.ts';
import { isSame } from '../model/sticky-comment.ts';
import { suggestable } from './suggestions.ts';

/** People read a few remarks, not all of them. */
const MOST = 10;

export interface Suggestions {
  /** The newest commit of the pull request. */
  readonly sha: string;
  readonly fixes: readonly Fix[];
  /** Whom our remarks are written by; asked only when there may be some. */
  readonly identity: () => Promise<Author | null>;
}

/**
 * Suggests each fix once, and takes back what does not hold any more; a remark that somebody answered stays. A host
 * that does not do it is no trouble: all of it is in the comment.
 */
export async function publishSuggestions(
  publisher: SuggestionPublisher,
  { sha, fixes, identity }: Suggestions,
): Promise<void> {
  try {
    const own = await ownSuggestions(publisher, identity);
    const paths = new Set(fixes.map(({ path }) => path));
    const wanted = paths.size === 0 ? [] : suggestable(fixes, await publisher.patches(paths));
    const stale = own.filter((remark) => isStale(remark, wanted));
    for (const { id } of stale) await publisher.withdraw(id);
    const said = new Set(own.filter((remark) => !stale.includes(remark)).map(fingerprintOf));
    const fresh = wanted.filter(({ fingerprint }) => !said.has(fingerprint)).slice(0, MOST);
    if (fresh.length > 0) await publisher.suggest(sha, fresh);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

async function ownSuggestions(
  publisher: SuggestionPublisher,
  identity: Suggestions['identity'],
): Promise<readonly PublishedSuggestion[]> {
  const marked = (await publisher.suggestions()).filter((remark) => fingerprintOf(remark) !== null);
  const own = marked.length === 0 ? null : await identity();
  if (own === null) return marked.filter(({ author }) => author?.bot === true);
  return marked.filter(({ author }) => author !== null && isSame(author, own));
}

function isStale(remark: PublishedSuggestion, wanted: readonly Fix[]): boolean {
  if (remark.answered) return false;
  return remark.outdated || wanted.every(({ fingerprint }) => fingerprint !== fingerprintOf(remark));
}

function fingerprintOf({ body }: PublishedSuggestion): string | null {
  const text = body.trimStart();
  if (!text.startsWith(SUGGESTION_MARKER)) return null;
  return /^[0-9a-f]{16}/.exec(text.slice(SUGGESTION_MARKER.length))?.[0] ?? null;
}
