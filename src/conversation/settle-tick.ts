import type { Decisions, Settlement } from '../model/decisions.ts';
import type { ChecklistItem } from '../model/plan.ts';
import type { Flip } from './flips.ts';
import { isPermitted } from './permit.ts';
import type { Setting } from './request.ts';

/** The decisions after a tick. It counts for an open item of this very content, by whom may tick. */
export async function settleTick(decisions: Decisions, flip: Flip, setting: Setting): Promise<Decisions> {
  const checklist = setting.docket?.checklist ?? [];
  if (!isOpen(flip, checklist) || !(await isPermitted(flip.by, 'tick', null, setting))) return decisions;
  const settled = flip.ticked ? withTick(decisions.settled, flip) : without(decisions.settled, flip);
  return { ...decisions, settled };
}

/** Only an open item waits for people; what the machine proved or disproved stays as it is. */
function isOpen(
  { item, digest }: Pick<Settlement, 'item' | 'digest'>,
  checklist: readonly ChecklistItem[],
): boolean {
  return checklist.some((one) => one.id === item && one.digest === digest && one.state === 'open');
}

/** The first who said so is kept. */
function withTick(settled: readonly Settlement[], { item, digest, by, at }: Flip): readonly Settlement[] {
  if (settled.some((one) => one.item === item && one.digest === digest)) return settled;
  return [...settled, { item, digest, by: by.login, at, how: 'tick' }];
}

function without(settled: readonly Settlement[], { item, digest }: Flip): readonly Settlement[] {
  return settled.filter((one) => one.item !== item || one.digest !== digest);
}
