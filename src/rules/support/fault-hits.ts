import { listInWords } from '../../lib/list-in-words.ts';
import type { HistoryFault } from '../../model/project.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import type { Hit } from '../../model/rule.ts';
import { advice, hitHistory } from './hit.ts';

/** A hit for every fault of one kind in the set of migrations; it stands at the last file, the one that came later. */
export function faultHits(rehearsal: Rehearsal, kind: HistoryFault['kind'], remedy: string): Hit[] {
  return rehearsal.faults
    .filter((fault) => fault.kind === kind)
    .map(({ paths, version, detail }) =>
      hitHistory(paths.at(-1) ?? rehearsal.project.path, {
        object: version ?? paths.at(-1) ?? rehearsal.project.path,
        message: detail,
        evidence: paths.length > 1 ? [listInWords(paths)] : [],
        remedy: advice(remedy),
      }),
    );
}
