import type { Remedy } from '../../model/finding.ts';
import { isWrapped } from '../../model/migration.ts';
import type { Rebuild } from '../../model/rebuild.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import { advice } from './hit.ts';
import type { Place } from './place.ts';

/** Tables built anew without a loss, or why nobody can write that; else the advice. */
export function rebuildRemedy(rehearsal: Rehearsal, place: Place, otherwise: string): Remedy {
  const { rebuilds = [], statements } = place.migration;
  const found = rebuilds.find((rebuild) =>
    'sql' in rebuild ? rebuild.answers.includes(place.index) : rebuild.at === place.index,
  );
  if (found === undefined) return advice(otherwise);
  if ('because' in found) return advice(found.because);
  const { at, sql, replaces } = found;
  if (at !== place.index) {
    const line = statements[at]?.statement.span.line ?? 1;
    return advice(`${otherwise} At line ${line} stands the whole migration as it loses nothing.`);
  }
  return { text: textOf(rehearsal, place, found), sql, rehearsed: true, rebuilds: replaces };
}

function textOf({ project }: Rehearsal, { migration }: Place, { note, transactional }: Rebuild): string {
  if (transactional || !isWrapped(migration.transaction)) return note;
  return `${note} ${project.optOut ?? 'Have no transaction around it.'}`;
}
