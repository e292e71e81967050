import { code } from '../../../lib/code.ts';
import { countOf } from '../../../lib/count-of.ts';
import type { Stage } from '../../../model/brief.ts';
import type { Gate } from '../../../model/runbook.ts';
import type { Matter } from '../matter.ts';
import { oldAndNew } from '../old-and-new.ts';
import { movesRows } from '../traits.ts';

/** What must hold at the end of a stage, what starts a rollback, and who decides: what people said, then what follows. */
export function gateOf(stage: Stage, matter: Matter): Gate {
  const said = matter.brief?.criteria[stage];
  return {
    decides: said?.decides ?? matter.brief?.people.decisionMaker ?? null,
    go: [...(said?.go ?? []), ...derivedGo(stage, matter)],
    rollback: [...(said?.rollback ?? []), ...derivedTriggers(stage, matter)],
  };
}

function derivedGo(stage: Stage, matter: Matter): string[] {
  const queries = queriesAfter(stage, matter);
  const agreed = shapesAgree(stage, matter);
  const answered =
    queries === 0
      ? []
      : [
          `${countOf(queries, 'validation query', 'validation queries')} ${queries === 1 ? 'answers' : 'answer'} as expected`,
        ];
  if (stage === 'expand') return [...bothWritten(matter), ...agreed, ...answered];
  if (stage === 'migrate')
    return [
      ...matter.backfills.map(
        ({ relation }) => `Backfill of ${code(relation)}: done equals total, none skipped`,
      ),
      ...agreed,
      ...answered,
    ];
  return stage === 'switch' ? [...agreed, ...unused(matter)] : answered;
}

/** Queries over both shapes find nothing, as long as both are there under these names. */
function shapesAgree(stage: Stage, { proved }: Matter): string[] {
  return proved.flatMap(({ checks = [] }) => {
    const asked = checks.filter(({ holdsAfter }) => holdsAfter.includes(stage));
    const [first] = asked;
    if (first === undefined) return [];
    const words = countOf(asked.length, 'query that compares', 'queries that compare');
    return [`${words} old and new ${asked.length === 1 ? 'finds' : 'find'} no difference`];
  });
}

function bothWritten(matter: Matter): string[] {
  const { old, new: fresh } = oldAndNew(matter);
  if (old === '' || fresh === '' || !movesRows(matter)) return [];
  return [`Both ${old} and ${fresh} receive writes`];
}

function unused(matter: Matter): string[] {
  const { old } = oldAndNew(matter);
  return old === '' ? [] : [`No query of ${old} for ${countOf(matter.bakeDays, 'day')}`];
}

/** A query that finds something is a reason to go back as good as any. */
function derivedTriggers(stage: Stage, matter: Matter): string[] {
  const waiting = matter.runs
    .filter((run) => run.stage === stage && run.rehearsed.blocking)
    .map(({ place }) => `Others wait for ${code(place)} longer than they can bear`);
  const wrong =
    queriesAfter(stage, matter) + shapesAgree(stage, matter).length === 0
      ? []
      : ['A validation query gives another answer than expected'];
  const skipped =
    stage === 'migrate' && matter.backfills.length > 0
      ? ['A backfill skips rows for a reason nobody knows']
      : [];
  return [...wrong, ...skipped, ...waiting];
}

function queriesAfter(stage: Stage, { plan, runs }: Matter): number {
  const places = new Set(
    runs.filter((run) => run.stage === stage).map(({ path, line }) => `${path}:${line}`),
  );
  const all = (plan?.projects ?? []).flatMap(({ validation }) => validation);
  return all.filter(({ when, path, line }) => when === 'after' && places.has(`${path}:${line}`)).length;
}
