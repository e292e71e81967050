import { answerAsCode } from '../lib/code.ts';
import { countOf } from '../lib/count-of.ts';
import type { Finding } from '../model/finding.ts';
import type { Rehearsal, Unknown } from '../model/rehearsal.ts';
import { historyUnknowns } from './history-unknowns.ts';
import { migrationUnknowns } from './migration-unknowns.ts';

/** Everything that nobody could find out, each once. An empty list is a precondition of a go. */
export function gatherUnknowns(rehearsal: Rehearsal, findings: readonly Finding[]): Unknown[] {
  const told = [...engineUnknowns(rehearsal), ...baseUnknowns(rehearsal)];
  const known = new Set(told.map(placeKey));
  const derived = [...migrationUnknowns(rehearsal, findings), ...historyUnknowns(rehearsal, findings)];
  return withoutDoubles([
    ...told,
    ...derived.filter((unknown) => unknown.line === null || !known.has(placeKey(unknown))),
  ]);
}

function engineUnknowns({ engine, unknowns }: Rehearsal): readonly Unknown[] {
  if (engine !== null || unknowns.length > 0) return unknowns;
  return [
    {
      what: 'What the statements lock, break and restore',
      because: 'No engine ran, so nothing was measured.',
      path: null,
      line: null,
    },
  ];
}

/** One line for all of them: the reader must know that the schema is incomplete, not read a hundred old errors. */
function baseUnknowns({ base, engine }: Rehearsal): Unknown[] {
  const first = base.failures[0];
  if (engine === null || first === undefined) return [];
  const count = base.failures.length;
  return [
    {
      what: `What ${countOf(count, 'shipped statement')} of ${base.statements} ${count === 1 ? 'adds' : 'add'} to the schema`,
      because: `${count === 1 ? 'It fails' : 'They fail'} in the replay${count === 1 ? '' : ', the first'} with: ${answerAsCode(first.error.message)}`,
      path: first.migration.path,
      line: first.line,
    },
  ];
}

function withoutDoubles(unknowns: readonly Unknown[]): Unknown[] {
  return [...new Map(unknowns.map((unknown) => [JSON.stringify(unknown), unknown])).values()];
}

function placeKey({ path, line }: Unknown): string {
  return JSON.stringify([path, line]);
}
