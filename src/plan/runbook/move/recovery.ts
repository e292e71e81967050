import { listInWords } from '../../../lib/list-in-words.ts';
import type { Brief, Stage } from '../../../model/brief.ts';
import type { PhaseRollback } from '../../../model/runbook.ts';

type Step = PhaseRollback['recovery'][number];

/** Where the data is when a stage of a move is taken back. */
export function moveRecovery(stage: Stage, { move, snapshot }: Brief): Step[] {
  if (move === null) return [];
  const { from, to, data } = move;
  const what = data.length === 0 ? 'what was written' : listInWords(data, 3);
  switch (stage) {
    case 'expand':
    case 'migrate':
      return [plain(`${from} is current: it alone is read`)];
    case 'switch':
      return [
        plain(`${from} is current by the back-sync; compare the counts of ${what} on both sides`),
        plain(
          `Without the back-sync: export from ${to} what was created since the switch began, and import it at ${from}`,
        ),
      ];
    case 'contract':
      return [
        plain(
          `${what} comes from ${snapshot ?? 'the archive made in this phase'}; what was written since comes from ${to}`,
        ),
      ];
  }
}

function plain(title: string): Step {
  return { title, script: null };
}
