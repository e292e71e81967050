import { code } from '../../../lib/code.ts';
import { timeBefore } from '../../../lib/time-before.ts';
import type { BriefWindow, DnsRecord } from '../../../model/brief.ts';
import type { RunbookStep } from '../../../model/runbook.ts';
import { shellScript } from '../script.ts';
import { moveStep, word } from './step.ts';

/** Seconds for which the world may remember an address during the cut-over, and the cut-back. */
export const LOW_TTL = 60;

const ANYWHERE = 'Anywhere with the DNS in reach';

/** Lowers each TTL early enough that every cache has forgotten the old one when the cut-over begins. */
export function loweredTtls(records: readonly DnsRecord[], window: BriefWindow | null): RunbookStep[] {
  return records
    .filter(({ ttl }) => ttl === null || ttl > LOW_TTL)
    .map(({ name, ttl }) => {
      const from = ttl === null ? 'its TTL, whatever it is,' : `the TTL of ${code(name)} from ${ttl} s`;
      const title =
        ttl === null
          ? `Lower the TTL of ${code(name)} to ${LOW_TTL} s`
          : `Lower ${from} to ${LOW_TTL} s${whenOf(ttl, window)}`;
      return moveStep(
        title,
        shellScript(
          [
            `dig +noall +answer ${word(name)}`,
            `dig +noall +answer @$(dig +short NS ${word(zoneOf(name))} | head -n 1) ${word(name)}`,
          ],
          ANYWHERE,
        ),
        `Both answers show ${LOW_TTL} s or less`,
      );
    });
}

/** Twice the old TTL before: once for caches, once for caches that ask caches. */
function whenOf(ttl: number, window: BriefWindow | null): string {
  const before = ttl * 2;
  const at = window === null ? null : timeBefore(window.start, before);
  const span = before % 3600 === 0 ? `${before / 3600} h` : `${Math.ceil(before / 60)} min`;
  return at === null
    ? `, at the latest ${span} before the cut-over`
    : `, at the latest at ${at}, ${span} before the cut-over`;
}

/** The record with its new value, and how to see that the world knows it. */
export function flippedRecords(records: readonly DnsRecord[], side: 'to' | 'from'): RunbookStep[] {
  return records.map((record) =>
    moveStep(
      `Point ${code(record.name)} to ${code(record[side])}`,
      shellScript(
        [`dig +short ${word(record.name)} @1.1.1.1`, `dig +short ${word(record.name)} @8.8.8.8`],
        ANYWHERE,
      ),
      `Both answer ${code(record[side])}, at the latest ${record.ttl === null ? 'a TTL' : `${Math.min(record.ttl, LOW_TTL)} s`} later`,
    ),
  );
}

/** Back to what they were, once nobody wants to go back. */
export function restoredTtls(records: readonly DnsRecord[]): RunbookStep[] {
  return records.flatMap(({ name, ttl }) =>
    ttl === null || ttl <= LOW_TTL ? [] : [moveStep(`Raise the TTL of ${code(name)} to ${ttl} s again`)],
  );
}

function zoneOf(name: string): string {
  return name.split('.').slice(-2).join('.');
}
