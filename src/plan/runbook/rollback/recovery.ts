import { code, codes } from '../../../lib/code.ts';
import { listInWords } from '../../../lib/list-in-words.ts';
import type { Stage } from '../../../model/brief.ts';
import type { PhaseRollback } from '../../../model/runbook.ts';
import type { Matter } from '../matter.ts';
import { moveRecovery } from '../move/recovery.ts';
import { oldAndNew } from '../old-and-new.ts';
import { sqlScript } from '../script.ts';

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

/** Rows written since: what the way back would take with it is saved first. */
function saved(stage: Stage, matter: Matter): Step[] {
  const queries = (matter.plan?.projects ?? []).flatMap(({ rehearsal }) =>
    (rehearsal.saves ?? []).map((save) => ({ save, engine: rehearsal.engine })),
  );
  return queries
    .filter(({ save }) => save.stage === stage)
    .map(({ save, engine }, index) => ({
      title: save.title,
      script: sqlScript(
        save.sql,
        {
          where:
            save.stage === 'contract'
              ? 'On the primary, right before the contract runs'
              : 'On the primary, right before the way back runs',
          file: `save-${index + 1}.sql`,
          witness: engine === null || !save.ran ? null : `Ran on ${code(`${engine.name} ${engine.version}`)}`,
        },
        matter.settings,
      ),
    }));
}

function snapshot(stage: Stage, matter: Matter): Step[] {
  const lost = matter.runs
    .filter((run) => run.stage === stage)
    .flatMap(({ rehearsed }) =>
      [...rehearsed.dataLoss, ...rehearsed.overwritten].map(({ object }) => object),
    );
  if (lost.length === 0) return [];
  const from = matter.brief?.snapshot ?? 'the snapshot made before the change';
  return [
    {
      title: `Take ${listInWords(codes([...new Set(lost)]), 3)} from ${from}; rows written since are not in it`,
      script: null,
    },
  ];
}
