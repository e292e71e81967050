import { code, codes } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import { objectsOf } from '../../model/catalog.ts';
import type { CurrentState } from '../../model/runbook.ts';
import { componentRows } from './components.ts';
import { dependenciesOf } from './dependencies.ts';
import type { Matter } from './matter.ts';
import { moveSubjects } from './move/subjects.ts';
import { MOST_NAMES, shippedTables } from './names.ts';
import { scaleOf } from './scale.ts';
import { movesRows } from './traits.ts';

const MOST_TABLES = 6;

/** Step 1: what is there before the change. */
export function currentState(matter: Matter): CurrentState {
  return {
    subjects: [...moveSubjects(matter.brief), ...databaseSubjects(matter)],
    scale: scaleOf(matter),
    estimates: matter.estimates.map(({ estimate }) => estimate),
    dependencies: dependenciesOf(matter),
    components: componentRows(matter),
  };
}

function databaseSubjects(matter: Matter): CurrentState['subjects'] {
  const tables = shippedTables(matter);
  const schema =
    tables.length === 0
      ? []
      : [
          {
            subject: 'Schema',
            detail: listInWords(
              tables.slice(0, MOST_TABLES).map((name) => tableInWords(name, matter)),
              MOST_TABLES,
            ),
          },
        ];
  const broken = matter.runs.some(({ rehearsed }) => rehearsed.broken.length > 0);
  const references = matter.surroundings?.references?.references ?? [];
  const files = new Set(references.map(({ path }) => path)).size;
  return [
    ...schema,
    ...(movesRows(matter) && tables.length > 0
      ? [{ subject: 'Data', detail: `Rows of ${listInWords(codes(tables), MOST_NAMES)}` }]
      : []),
    ...(broken || files > 0
      ? [
          {
            subject: 'Application code',
            detail:
              files > 0
                ? `${countOf(files, 'file')} that name what changes`
                : 'Queries in the shape of today fail after the change',
          },
        ]
      : []),
  ];
}

function tableInWords(name: string, { plan }: Matter): string {
  const columns = (plan?.projects ?? []).flatMap(({ rehearsal }) =>
    objectsOf(rehearsal.shipped, 'column', name),
  ).length;
  return columns === 0 ? code(name) : `${code(name)} (${countOf(columns, 'column')})`;
}
