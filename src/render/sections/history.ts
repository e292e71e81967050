import type { RootContent } from 'mdast';
import type { ChangedMigration } from '../../model/migration.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import { countOf } from '../../lib/count-of.ts';
import type { HistoryFault } from '../../model/project.ts';
import type { Section } from '../fit.ts';
import { details, list, name, paragraph } from '../nodes.ts';
import type { Inline } from '../nodes.ts';
import { prose } from '../prose.ts';

const FEW = 20;

/** Shipped migrations that the change edits, renames or deletes, and faults of the history itself. */
export function historySection({ rehearsal }: ProjectPlan): Section {
  const lines = [...rehearsal.notRun.map(changedLine), ...rehearsal.faults.map((fault) => faultLine(fault))];
  if (lines.length === 0) return { weight: 50, levels: [() => []] };
  const summary = `History: ${countOf(lines.length, 'note')}`;
  const shortened = (): RootContent[] => details(summary, list(lines.slice(0, FEW)));
  return {
    weight: 50,
    levels: [() => details(summary, list(lines)), shortened, () => [paragraph(`${summary}.`)]],
  };
}

function changedLine({ status, migration, was }: ChangedMigration): Inline[] {
  if (status === 'renamed' && was !== null) return [name(was.path), ' is renamed to ', name(migration.path)];
  return [name(migration.path), ` is ${status}`];
}

function faultLine({ kind, detail, paths }: HistoryFault): Inline[] {
  const files = paths.slice(0, 3).flatMap((path): Inline[] => [' ', name(path)]);
  return [
    `${kind.charAt(0).toUpperCase()}${kind.slice(1).replaceAll('-', ' ')}: `,
    ...prose(detail),
    ...files,
  ];
}
