import type { Brief } from '../../../model/brief.ts';
import type { CurrentState } from '../../../model/runbook.ts';
import { listInWords } from '../../../lib/list-in-words.ts';

/** What is moved, where no SQL says it. */
export function moveSubjects(brief: Brief | null): CurrentState['subjects'] {
  if (!brief?.move) return [];
  const { from, data, records } = brief.move;
  const what = brief.kind === 'provider' ? 'External service' : 'Hosting and network';
  const names = listInWords(
    records.map(({ name }) => name),
    4,
  );
  return [
    { subject: what, detail: names === '' ? from : `${from}, reached by ${names}` },
    ...data.map((detail) => ({ subject: 'Data', detail })),
    ...(brief.kind === 'provider'
      ? [{ subject: 'Application code', detail: `Everything that calls ${from}` }]
      : []),
  ];
}
