import { codes } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { Stage } from '../../../model/brief.ts';
import type { PhaseRollback, Script } from '../../../model/runbook.ts';
import type { SaveDraft, SavedRows } from '../../../model/saves.ts';
import { isReplaced } from '../../../model/series.ts';
import type { Matter } from '../matter.ts';
import { moveRecovery } from '../move/recovery.ts';
import { oldAndNew } from '../old-and-new.ts';
import { sqlScript } from '../script.ts';
import { lostIn } from './lost-in.ts';

type Step = PhaseRollback['recovery'][number];

/** Where the data comes from when a stage is taken back: dual-written, saved beforehand, or the snapshot. */
export function recoveryOf(stage: Stage, matter: Matter): Step[] {
  const moved =
    matter.brief !== null && matter.brief.kind !== 'database' ? moveRecovery(stage, matter.brief) : [];
  return [...moved, ...dualWritten(stage, matter), ...saved(stage, matter), ...snapshot(stage, matter)];
}

function dualWritten(stage: Stage, matter: Matter): Step[] {
  const { old, new: fresh } = oldAndNew(matter);
  if (old === '' || fresh === '' || stage === 'contract') return [];
  const byTriggers = matter.proved.length > 0;
  if (!byTriggers && !matter.stages.includes('expand')) return [];
  return [
    {
      title: `Nothing: ${byTriggers ? `triggers keep ${old} current` : `the code that writes both keeps ${old} current`}`,
      script: null,
    },
  ];
}

/** What the change or its way back would take with it is saved first, and put back where it stands again. */
function saved(stage: Stage, matter: Matter): Step[] {
  const own = (matter.plan?.projects ?? []).flatMap(({ rehearsal }) => rehearsal.saves ?? []);
  const ofRuns = own.filter(
    (save) => !isReplaced(matter.proved, save) && stage === stageOf(save, matter.runs, matter.stages),
  );
  return ofRuns.flatMap((save) => savingSteps(save, matter));
}

/** A file that holds several stages goes back as a whole, with the last of them. */
function stageOf(
  { path, version }: SavedRows,
  runs: Matter['runs'],
  stages: readonly Stage[],
): Stage | undefined {
  const own = runs
    .filter(
      ({ migration: { change } }) => change.migration.path === path && change.migration.version === version,
    )
    .map((run) => run.stage);
  return stages.filter((stage) => own.includes(stage)).at(-1);
}

const WITNESS = 'Ran on synthetic rows: what was gone without it came back';

function savingSteps({ before, what, kept, sql, restore }: SaveDraft & Moment, matter: Matter): Step[] {
  const name = kept.replaceAll(/[^a-z0-9_]+/gi, '');
  const script = (statements: readonly string[], where: string, file: string): Script =>
    sqlScript(statements, { where: `On the primary, ${where}`, file, witness: WITNESS }, matter.settings);
  const isChange = before === 'change';
  return [
    {
      title: `${isChange ? 'Before the change runs' : 'Before it is taken back'}, keep ${what} in ${kept}`,
      script: script(
        sql,
        isChange ? 'right before the change runs' : 'right before the way back runs',
        `${name}.sql`,
      ),
    },
    {
      title: `${isChange ? 'Once it is taken back' : 'After a second try'}, put ${what} back`,
      script: script(
        restore,
        isChange ? 'after the way back' : 'once the change is there again',
        `restore_${name}.sql`,
      ),
    },
  ];
}

type Moment = Pick<SavedRows, 'before'>;

function snapshot(stage: Stage, matter: Matter): Step[] {
  const lost = lostIn(stage, matter);
  if (lost.length === 0) return [];
  const from = matter.brief?.snapshot ?? 'the snapshot made before the change';
  return [
    {
      title: `Take ${listInWords(codes(lost), 3)} from ${from}; rows written since are not in it`,
      script: null,
    },
  ];
}
