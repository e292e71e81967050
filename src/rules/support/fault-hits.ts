import { codes } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { HistoryFault } from '../../model/project.ts';
import type { Rehearsal } from '../../model/rehearsal.ts';
import type { Hit } from '../../model/rule.ts';
import { advice, hitHistory } from './hit.ts';

/** A hit for every fault of one kind in the set of migrations; it stands at the file that the change brings. */
export function faultHits(rehearsal: Rehearsal, kind: HistoryFault['kind'], remedy: string): Hit[] {
  return rehearsal.faults
    .filter((fault) => fault.kind === kind)
    .map(({ paths, version, detail, remedy: own }) =>
      hitHistory(broughtFile(rehearsal, paths), {
        object: version ?? broughtFile(rehearsal, paths),
        message: detail,
        evidence: paths.length > 1 ? [listInWords(codes(paths))] : [],
        remedy: advice(own ?? remedy),
      }),
    );
}

/** The one of the files that is new; the last one when all, or none, are. */
function broughtFile({ migrations, project }: Rehearsal, paths: readonly string[]): string {
  const added = new Set(migrations.map(({ change }) => change.migration.path));
  return paths.find((path) => added.has(path)) ?? paths.at(-1) ?? project.path;
}
