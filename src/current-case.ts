import { caseIn, type CaseAtHand } from './case-at-hand.ts';
import { minutesIn } from './conversation/minutes.ts';
import type { Publisher } from './model/ports.ts';
import { Refusal } from './model/refusal.ts';

/**
 * The case to speak about: the one at hand, unless the pull request has newer commits by now; then the one about them that
 * another run wrote, or null when it has not written yet. `texts` is what was written beside us, the newest last; the host
 * is asked only when one of them is about other commits.
 */
export async function currentCase(
  publisher: Publisher,
  hand: CaseAtHand,
  texts: readonly string[],
): Promise<CaseAtHand | null> {
  const heads = texts.flatMap((text) => minutesIn(text)?.head ?? []);
  if (heads.every((head) => head === hand.head)) return hand;
  const head = await headNow(publisher);
  if (head === null || head === hand.head) return hand;
  return (
    texts
      .toReversed()
      .map((text) => caseIn(text, head))
      .find((found) => found !== null) ?? null
  );
}

/** Null where the token may not ask. */
async function headNow(publisher: Publisher): Promise<string | null> {
  try {
    return (await publisher.pullRequest()).headSha;
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'forbidden') return null;
    throw error;
  }
}
