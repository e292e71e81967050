import type { RootContent } from 'mdast';
import { countOf } from '../../lib/count-of.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import type { CodeReference, Surroundings } from '../../model/surroundings.ts';
import type { Section } from '../fit.ts';
import { hasImpact, shownReferences } from '../impact-view.ts';
import { details, list, name, paragraph, strong, table, type Inline } from '../nodes.ts';
import { prose } from '../prose.ts';

const MANY = 60;
const FEW = 12;

/** Who uses what goes: the code, the database, other pull requests; and since when nobody does. */
export function impactSection({ surroundings }: ProjectPlan): Section {
  if (!hasImpact(surroundings)) return { weight: 45, levels: [() => []] };
  const summary = summaryOf(surroundings);
  const level = (most: number) => () =>
    details(summary, [
      ...codeNodes(surroundings, most),
      ...dependantNodes(surroundings),
      ...bakeNodes(surroundings),
      ...neighborNodes(surroundings),
    ]);
  return { weight: 45, levels: [level(MANY), level(FEW), () => [paragraph(`${summary}.`)]] };
}

function summaryOf(surroundings: Surroundings): string {
  const { references, dependants, neighbors } = surroundings;
  const shown = shownReferences(surroundings);
  const unsearched = references?.unsearched ?? null;
  const code =
    unsearched === null ? countOf(shown.length, 'line of code', 'lines of code') : 'code not searched';
  const parts = [
    ...(references === null ? [] : [code]),
    ...(dependants.length > 0 ? [countOf(dependants.length, 'object') + ' of the database'] : []),
    ...(neighbors.length > 0 ? [countOf(neighbors.length, 'other pull request')] : []),
  ];
  return `Impact: ${parts.join(', ')}`;
}

function codeNodes(surroundings: Surroundings, most: number): RootContent[] {
  if (surroundings.references === null) return [];
  const { unsearched, files } = surroundings.references;
  if (unsearched !== null) return [paragraph('The code was not searched: ', ...prose(unsearched))];
  const shown = shownReferences(surroundings);
  if (shown.length === 0)
    return [paragraph(`No line of ${countOf(files, 'file')} names what is dropped, renamed or retyped.`)];
  const rows = shown
    .slice(0, most)
    .map((reference): Inline[][] => [
      [reference.component],
      [name(`${reference.path}:${reference.line}`)],
      [name(reference.object), ...noteOf(reference), ': ', name(reference.text)],
    ]);
  const left = shown.length - rows.length;
  const more = left > 0 ? [paragraph(`${countOf(left, 'more line')} in the JSON report.`)] : [];
  return [paragraph(strong('Where the code uses it')), table(['Component', 'Line', 'What'], rows), ...more];
}

function noteOf({ certainty, side }: CodeReference): Inline[] {
  const notes = [
    ...(side === 'base' ? ['taken out by this change'] : []),
    ...(certainty === 'likely' ? ['may mean something else'] : []),
  ];
  return notes.length === 0 ? [] : [` (${notes.join(', ')})`];
}

function dependantNodes({ dependants }: Surroundings): RootContent[] {
  if (dependants.length === 0) return [];
  const items = dependants.map(({ object, kind, name: dependant }): Inline[] => [
    name(dependant),
    ` (${kind}) rests on `,
    name(object),
  ]);
  return [paragraph(strong('What the database holds on it')), ...list(items)];
}

function bakeNodes({ bakes }: Surroundings): RootContent[] {
  if (bakes.length === 0) return [];
  const items = bakes.map(({ object, because }): Inline[] => [name(object), ': ', ...prose(because)]);
  return [paragraph(strong('Since when it is unused')), ...list(items)];
}

function neighborNodes({ neighbors }: Surroundings): RootContent[] {
  if (neighbors.length === 0) return [];
  const items = neighbors.map(({ number, title, kind, name: shared }): Inline[] => [
    `Pull request ${number} (`,
    name(title),
    kind === 'version' ? ') has the same version, ' : ') touches the same table, ',
    name(shared),
  ]);
  return [paragraph(strong('Other open pull requests')), ...list(items)];
}
