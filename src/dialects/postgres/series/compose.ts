import { listInWords } from '../../../lib/list-in-words.ts';
import { STAGES, type Stage } from '../../../model/brief.ts';
import type { SaveDraft, SaveMoment } from '../../../model/saves.ts';
import type { NoSeries, Reconciliation, SeriesDraft, SeriesStep, StepSaves } from '../../../model/series.ts';
import type { Part } from './part.ts';

/** Parts that a title names. */
const MOST_NAMED = 4;

/** Steps that touch no more than the catalog go together; what looks at rows stays apart. */
const TOGETHER: ReadonlySet<Stage> = new Set<Stage>(['expand', 'contract']);

/** Puts the series of independent changes together, stage by stage; none where two of them meet in one object. */
export function compose(parts: readonly Part[]): SeriesDraft | NoSeries {
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) {
    return { title: only.title, kind: only.kind, steps: only.steps, ...roomless([only]) };
  }
  const met = meeting(parts);
  if (met !== null) return { because: met };
  const placed = STAGES.flatMap((stage) =>
    parts.flatMap((part, index) =>
      part.steps.filter((step) => step.stage === stage).map((step) => ({ step, part: index })),
    ),
  );
  const works = parts.map(() => ({ old: true, fresh: false }));
  const steps: SeriesStep[] = [];
  for (const { step, part } of placed) {
    works[part] = { old: step.oldCodeWorks, fresh: step.newCodeWorks };
    const promised = {
      oldCodeWorks: works.every(({ old }) => old),
      newCodeWorks: works.every(({ fresh }) => fresh),
    };
    const last = steps.at(-1);
    if (last !== undefined && isJoined(last, step))
      steps[steps.length - 1] = { ...both(last, step), ...promised };
    else steps.push({ ...step, ...promised });
  }
  const kinds = [...new Set(parts.map(({ kind }) => kind))];
  const [kind = 'several'] = kinds;
  return {
    title: listInWords(
      parts.map(({ title }, index) => (index === 0 ? title : title.charAt(0).toLowerCase() + title.slice(1))),
      MOST_NAMED,
    ),
    kind: kinds.length === 1 ? kind : 'several',
    steps,
    ...roomless(parts),
  };
}

function roomless(
  parts: readonly Part[],
): Pick<SeriesDraft, 'fresh' | 'partial' | 'numbered' | 'reconciliations'> {
  return {
    fresh: parts.flatMap(({ fresh }) => fresh ?? []),
    partial: parts.flatMap(({ partial }) => partial ?? []),
    numbered: parts.flatMap(({ numbered }) => numbered ?? []),
    reconciliations: reconciliationsOf(parts),
  };
}

function reconciliationsOf(parts: readonly Part[]): Reconciliation[] {
  return parts.flatMap(({ reconciliation }) => reconciliation ?? []);
}

function meeting(parts: readonly Part[]): string | null {
  for (const [index, part] of parts.entries()) {
    const other = parts
      .slice(index + 1)
      .find(({ objects }) => objects.some((object) => part.objects.some((mine) => meets(mine, object))));
    if (other !== undefined) {
      return `“${part.title}” and “${other.title}” change the same object: make two migrations of them and split each.`;
    }
  }
  return null;
}

function meets(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right}.`) || right.startsWith(`${left}.`);
}

function isJoined(last: SeriesStep, step: SeriesStep): boolean {
  return last.stage === step.stage && TOGETHER.has(step.stage) && last.transactional && step.transactional;
}

function both(first: SeriesStep, second: SeriesStep): SeriesStep {
  const saves = savesOfBoth(first.saves, second.saves);
  const codeBefore = [first.codeBefore, second.codeBefore].filter((one) => one !== null).join(' ');
  return {
    ...first,
    name: `${first.name}_and_${second.name}`.slice(0, 100),
    title: `${first.title} ${second.title}`,
    up: [...first.up, ...second.up.slice(1)],
    down: [...second.down, ...first.down.slice(1)],
    codeBefore: codeBefore === '' ? null : codeBefore,
    ...(saves === undefined ? {} : { saves }),
  };
}

function savesOfBoth(first?: StepSaves, second?: StepSaves): StepSaves | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  const all = (moment: SaveMoment): readonly SaveDraft[] => [
    ...(first[moment] ?? []),
    ...(second[moment] ?? []),
  ];
  return { change: all('change'), 'way-back': all('way-back') };
}
