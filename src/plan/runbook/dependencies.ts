import { code } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import type { CurrentState } from '../../model/runbook.ts';
import type { BriefDependency } from '../../model/brief.ts';
import type { CodeReference } from '../../model/surroundings.ts';
import type { Matter } from './matter.ts';

type Row = CurrentState['dependencies'][number];

const KINDS: Readonly<Record<BriefDependency['kind'], string>> = {
  reader: 'Code that reads',
  writer: 'Code that writes',
  job: 'Scheduled job',
  cache: 'Cached data',
  external: 'External service',
};

const MOST_PLACES = 20;

/** What rests on what changes: in the code, in the database, and elsewhere as the brief says. */
export function dependenciesOf(matter: Matter): Row[] {
  const { brief, surroundings } = matter;
  const found = (surroundings?.references?.references ?? []).filter(({ side }) => side === 'head');
  return [
    ...probed(matter),
    ...[...found]
      .sort((left, right) => certainly(right) - certainly(left))
      .slice(0, MOST_PLACES)
      .map((reference) => ({
        kind: 'Code',
        name: `${reference.path}:${reference.line}`,
        detail: `${code(reference.object)}${isSure(reference) ? '' : ', or something else of that name'}: ${code(reference.text)}`,
      })),
    ...(found.length > MOST_PLACES
      ? [
          {
            kind: 'Code',
            name: countOf(found.length - MOST_PLACES, 'more line'),
            detail: `${code('holdpoint review')} lists them`,
          },
        ]
      : []),
    ...(surroundings?.dependants ?? []).map(({ kind, name, object }) => ({
      kind: kind.charAt(0).toUpperCase() + kind.slice(1),
      name,
      detail: `Rests on ${code(object)}`,
    })),
    ...(brief?.dependencies ?? []).map(({ kind, name, note }) => ({
      kind: KINDS[kind],
      name,
      detail: note ?? `Said in ${code(brief?.path ?? '')}`,
    })),
  ];
}

function isSure({ certainty }: CodeReference): boolean {
  return certainty === 'sure';
}

function certainly(reference: CodeReference): number {
  return isSure(reference) ? 1 : 0;
}

const READS = new Set(['read', 'call']);

/** What the rehearsal saw fail: code that reads, and code that writes. */
function probed({ runs }: Matter): Row[] {
  const rows = runs.flatMap(({ rehearsed, place }) =>
    rehearsed.broken.flatMap(({ action, relation, breaks }) =>
      breaks === null
        ? []
        : [
            {
              kind: READS.has(action) ? KINDS.reader : KINDS.writer,
              name: relation,
              detail: `After ${code(place)}, ${breaks}`,
            },
          ],
    ),
  );
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
