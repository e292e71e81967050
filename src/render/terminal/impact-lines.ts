import { countOf } from '../../lib/count-of.ts';
import type { ProjectPlan } from '../../model/plan.ts';
import type { Surroundings } from '../../model/surroundings.ts';
import { hasImpact, shownReferences } from '../impact-view.ts';
import { clip, visibleLine } from '../visible.ts';
import { wrap } from './columns.ts';
import type { Ink } from './ink.ts';
import { plain } from './plain.ts';

const MOST = 8;

/** Who uses what goes: code, objects of the database, other pull requests. */
export function impactLines({ surroundings }: ProjectPlan, ink: Ink): string[] {
  if (!hasImpact(surroundings)) return [];
  const told = [
    ...codeLines(surroundings, ink),
    ...surroundings.dependants
      .slice(0, MOST)
      .map(({ object, kind, name }) => `${kind} ${name} rests on ${object}`),
    ...surroundings.bakes.map(({ object, because }) => `${object}: ${plain(because)}`),
    ...surroundings.neighbors.map(
      ({ number, title, kind, name }) => `pull request ${number} (${title}) has the same ${kind}, ${name}`,
    ),
  ];
  const lines = told.flatMap((text) =>
    wrap(visibleLine(text), ink.width - 4).map((words, index) => `${index === 0 ? '  - ' : '    '}${words}`),
  );
  return lines.length === 0 ? [] : [ink.strong('Impact'), ...lines];
}

function codeLines(surroundings: Surroundings, ink: Ink): string[] {
  const unsearched = surroundings.references?.unsearched ?? null;
  if (unsearched !== null) return [`The code was not searched: ${unsearched}`];
  const shown = shownReferences(surroundings);
  const lines = shown.slice(0, MOST).map(({ component, path, line, text, side, certainty }) => {
    const note = side === 'base' ? ', taken out' : certainty === 'likely' ? ', maybe' : '';
    return clip(`${component}${note}: ${path}:${line}  ${text}`, ink.width - 4);
  });
  const left = shown.length - lines.length;
  return left > 0 ? [...lines, `and ${countOf(left, 'more line')} of code`] : lines;
}
