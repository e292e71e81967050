import type { Stage } from '../../model/brief.ts';
import type { Script } from '../../model/runbook.ts';
import type { SavedRows } from '../../model/saves.ts';
import { isReplaced, type Series } from '../../model/series.ts';
import type { Matter } from './matter.ts';
import { sqlScript } from './script.ts';

/** Saves of migrations that run as they stand. */
export function savesOfRuns({ plan, proved }: Pick<Matter, 'plan' | 'proved'>): readonly SavedRows[] {
  const all = (plan?.projects ?? []).flatMap(({ rehearsal }) => rehearsal.saves ?? []);
  return all.filter((save) => !isReplaced(proved, save));
}

/** Saves of the steps of proved series that belong to a stage. */
export function savesOfSeries(stage: Stage, { proved }: Pick<Matter, 'proved'>): readonly SavedRows[] {
  return proved.flatMap(({ draft, saves = [] }) =>
    saves.filter(({ step }) => draft.steps[step]?.stage === stage),
  );
}

/** What is kept before a step of a series runs. */
export function keptBefore({ saves = [] }: Series, index: number): readonly SavedRows[] {
  return saves.filter(({ before, step }) => before === 'change' && step === index);
}

/** Everything that is kept before the change, whatever the stage. */
export function keptBeforeChange(matter: Pick<Matter, 'plan' | 'proved'>): readonly SavedRows[] {
  const ofSeries = matter.proved.flatMap(({ saves = [] }) => saves);
  return [...savesOfRuns(matter), ...ofSeries].filter(({ before }) => before === 'change');
}

const WITNESS = 'Ran on synthetic rows: what was gone without it came back';

/** SQL that keeps what would be gone. */
export function keepingScript(save: SavedRows, settings: Matter['settings']): Script {
  const where = save.before === 'change' ? 'right before the change runs' : 'right before the way back runs';
  return script(save.sql, { where, file: `${fileOf(save)}.sql` }, settings);
}

/** SQL that puts it back. */
export function restoringScript(save: SavedRows, settings: Matter['settings']): Script {
  const where = save.before === 'change' ? 'after the way back' : 'once the change is there again';
  return script(save.restore, { where, file: `restore_${fileOf(save)}.sql` }, settings);
}

/** SQL that takes away what was kept. */
export function tidyingScript(saves: readonly SavedRows[], settings: Matter['settings']): Script {
  const statements = [...new Set(saves.flatMap(({ tidy }) => tidy))];
  return script(statements, { where: 'when nobody goes back any more', file: 'drop_kept.sql' }, settings);
}

function script(
  statements: readonly string[],
  { where, file }: { readonly where: string; readonly file: string },
  settings: Matter['settings'],
): Script {
  return sqlScript(statements, { where: `On the primary, ${where}`, file, witness: WITNESS }, settings);
}

function fileOf({ kept }: SavedRows): string {
  return kept.replaceAll(/[^a-z0-9_]+/gi, '');
}
