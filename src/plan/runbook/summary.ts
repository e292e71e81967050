import { code, codes } from '../../lib/code.ts';
import { withStop } from '../../lib/with-stop.ts';
import { countOf } from '../../lib/count-of.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { OpenQuestion, TimelineDay } from '../../model/runbook.ts';
import type { Matter } from './matter.ts';
import { MOST_NAMES, shippedTables } from './names.ts';
import { deedsOf, oldAndNew } from './old-and-new.ts';

/** The title: that of the brief, of the series, or of what the statements do. */
export function titleOf(matter: Matter): string {
  const { brief, proved, statements } = matter;
  if (brief !== null) return brief.title;
  const [series] = proved;
  if (series !== undefined) return series.draft.title;
  const { old, new: instead } = oldAndNew(matter);
  if (old !== '' && instead !== '') return `From ${old} to ${instead}`;
  const deeds = deedsOf(matter).join(', ');
  if (deeds !== '') return deeds.charAt(0).toUpperCase() + deeds.slice(1);
  const [first] = statements;
  return first === undefined
    ? 'No migration'
    : `Migration ${code(first.place.slice(0, first.place.lastIndexOf(':')))}`;
}

/** Three to five sentences for whoever reads nothing else. */
export function summaryOf(
  matter: Matter,
  timeline: readonly TimelineDay[],
  questions: readonly OpenQuestion[],
): string[] {
  const { customers } = matter.said.impact;
  const held = questions.filter(({ holds }) => holds !== null).length;
  return [
    whatSentence(matter),
    phasesSentence(matter, timeline),
    ...(customers === null ? [] : [withStop(`Customers: ${customers}`.trim())]),
    returnSentence(matter),
    ...(held === 0 ? [] : [`${countOf(held, 'open question')} ${held === 1 ? 'holds' : 'hold'} it.`]),
  ];
}

function phasesSentence({ stages }: Matter, timeline: readonly TimelineDay[]): string {
  const last = timeline.at(-1);
  const end = last === undefined || stages.length < 2 ? '' : `; the last one begins on day ${last.from}`;
  return `It goes in ${countOf(stages.length, 'phase')}: ${listInWords(stages)}${end}.`;
}

function whatSentence(matter: Matter): string {
  const { purpose, move } = matter.said;
  if (purpose !== null) return withStop(purpose.trim());
  if (move !== null) return `${move.from} is left for ${move.to}.`;
  const count = countOf(matter.statements.length, 'statement');
  const tables = listInWords(codes(shippedTables(matter)), MOST_NAMES);
  return tables === '' ? `${count}, none on a table that is shipped.` : `${count} on ${tables}.`;
}

function returnSentence({ lost, statements, brief }: Matter): string {
  if (lost.length > 0)
    return `There is no way back for ${listInWords(codes(lost), MOST_NAMES)} but a snapshot.`;
  if (brief !== null && brief.kind !== 'database' && statements.length === 0)
    return 'Every phase can be taken back until the old side is shut down.';
  const unrestored = statements.some(({ migration }) => migration.rollback.outcome !== 'restored');
  return unrestored
    ? 'Not every way back was run and found to restore what was there.'
    : 'The way back was run, and restored schema and rows.';
}
