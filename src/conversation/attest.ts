import { code, codes } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { Decisions } from '../model/decisions.ts';
import { denial } from './denial.ts';
import { done, refused } from './request.ts';
import type { Obeyed, Request, Setting } from './request.ts';

/** Settles an open item for somebody who cannot tick; what was attested before the item was shown counts for nothing. */
export async function attest(
  decisions: Decisions,
  { by, at }: Request,
  item: string,
  setting: Setting,
): Promise<Obeyed> {
  const checklist = setting.docket?.checklist ?? [];
  const asked = checklist.find(({ id }) => id === item);
  const open = checklist.filter(({ state }) => state === 'open').map(({ id }) => id);
  if (asked === undefined) return refused(decisions, noItem(item, open));
  if (asked.state !== 'open')
    return refused(decisions, `The machine answers ${code(item)} itself: ${asked.state}. ${asked.evidence}`);
  const { digest } = asked;
  const shown = setting.shown[`${item}:${digest}`];
  if (shown !== undefined && at < shown)
    return refused(
      decisions,
      `The content of ${code(item)} changed after that comment. Look at it again, and attest again.`,
    );
  const denied = await denial(by, 'attest', null, setting);
  if (denied !== null) return refused(decisions, denied);
  if (decisions.settled.some((one) => one.item === item && one.digest === digest)) return done(decisions);
  const settlement = { item, digest, by: by.login, at, how: 'attest' } as const;
  return done({ ...decisions, settled: [...decisions.settled, settlement] });
}

function noItem(item: string, open: readonly string[]): string {
  const which = open.length === 0 ? 'No item is open.' : `Open are ${listInWords(codes(open), 13)}.`;
  return `There is no item ${code(item)} in the checklist. ${which}`;
}
