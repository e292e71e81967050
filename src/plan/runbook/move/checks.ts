import { code } from '../../../lib/code.ts';
import type { Brief } from '../../../model/brief.ts';
import type { RunbookCheck } from '../../../model/runbook.ts';
import { shellScript } from '../script.ts';
import { word } from './step.ts';

interface MoveChecks {
  readonly before: readonly RunbookCheck[];
  readonly after: readonly RunbookCheck[];
}

const OUTSIDE = 'Anywhere outside of the network';

/** What can be asked of names and certificates before the cut-over and after it. */
export function moveChecks({ move }: Brief): MoveChecks {
  if (move === null) return { before: [], after: [] };
  return {
    before: move.records.map(({ name, from }) =>
      check(
        `Where ${code(name)} points`,
        [`dig +short ${word(name)}`],
        from,
        'It still points to the old place.',
      ),
    ),
    after: [
      ...move.records.map(({ name, to }) =>
        check(
          `Where ${code(name)} points`,
          [`dig +short ${word(name)}`],
          to,
          'Every resolver must know the new place.',
        ),
      ),
      ...move.certificates.map((name) =>
        check(
          `Whether the certificate of ${code(name)} is valid for 30 more days`,
          [
            `openssl s_client -connect ${word(`${hostOf(name)}:443`)} -servername ${word(hostOf(name))} </dev/null 2>/dev/null | openssl x509 -noout -checkend 2592000`,
          ],
          'Certificate will not expire',
          'It is served from the new place.',
        ),
      ),
    ],
  };
}

function check(title: string, lines: readonly string[], expect: string, reason: string): RunbookCheck {
  return { title, script: shellScript(lines, OUTSIDE), expect, reason };
}

function hostOf(name: string): string {
  return name.replace(/^\*\./, 'www.');
}
