import type { Session } from '../session.ts';
import type { PlanNode, PlanTarget } from './plan-targets.ts';
import { planRelations, planTargets } from './plan-targets.ts';
import type { Planner } from './planner.ts';
import type { Relation, State } from './state.ts';

/** Two sizes between which a bounded statement touches the same number of rows. */
const SMALL = 1_000_000;
const LARGE = 100_000_000;

/** What a statement does to the rows of one relation, by its plan. */
export interface RowWork extends PlanTarget {
  /** True when a larger table means more rows: nothing in the statement bounds them. */
  readonly grows: boolean;
}

/**
 * Asks the planner how many rows a statement would change or lock in a table of a million and of a hundred million
 * rows. Leaves no trace. Null when the statement cannot be planned.
 */
export async function estimateRows(
  session: Session,
  planner: Planner,
  state: State,
  sql: string,
): Promise<readonly RowWork[] | null> {
  await session.tell('SAVEPOINT "holdpoint estimate"');
  const undo: (() => void)[] = [];
  try {
    const first = await explain(session, sql);
    if (first === null) return null;
    if (targetsIn(first, sql).length === 0) return [];
    const relations = namedRelations(first, state);
    const emptied = await planner.fillEmptyFiles(relations);
    if (emptied === null) return null;
    undo.push(emptied);
    const targetsAt = async (rows: number): Promise<readonly PlanTarget[] | null> => {
      if (!(await planner.pretendRows(relations, rows))) return null;
      const plans = await explain(session, sql);
      return plans === null ? null : targetsIn(plans, sql);
    };
    const small = await targetsAt(SMALL);
    const large = await targetsAt(LARGE);
    if (small === null || large === null) return null;
    return small.length === large.length ? compared(small, large) : null;
  } finally {
    for (const each of undo) each();
    await session.tell('ROLLBACK TO SAVEPOINT "holdpoint estimate"; RELEASE SAVEPOINT "holdpoint estimate"');
  }
}

const ROW_LOCKS = /\bFOR\s+(?:NO\s+KEY\s+UPDATE|UPDATE|KEY\s+SHARE|SHARE)\b/gi;

/** Plans do not tell how rows are locked. Against KEY SHARE, writers can do all but delete rows and change keys. */
function targetsIn(plans: readonly PlanNode[], sql: string): readonly PlanTarget[] {
  const targets = plans.flatMap((plan) => planTargets(plan));
  const clauses = sql.match(ROW_LOCKS) ?? [];
  const isKeyShareOnly = clauses.length > 0 && clauses.every((clause) => /\sKEY\s+SHARE$/i.test(clause));
  return isKeyShareOnly ? targets.filter(({ action }) => action !== 'lock') : targets;
}

async function explain(session: Session, sql: string): Promise<readonly PlanNode[] | null> {
  const answer = await session.ask(`EXPLAIN (FORMAT JSON, VERBOSE) ${sql}`);
  const text = answer.results[0]?.rows.map(([line]) => line ?? '').join('\n');
  if (text === undefined) return null;
  const queries = JSON.parse(text) as readonly { readonly Plan?: PlanNode }[];
  return queries.flatMap(({ Plan }) => (Plan === undefined ? [] : [Plan]));
}

function namedRelations(plans: readonly PlanNode[], state: State): readonly Relation[] {
  const names = new Set(
    plans.flatMap(planRelations).map((node) => `${node.Schema ?? ''}.${node['Relation Name'] ?? ''}`),
  );
  return [...state.relations.values()].filter(({ schema, bareName }) => names.has(`${schema}.${bareName}`));
}

function compared(small: readonly PlanTarget[], large: readonly PlanTarget[]): readonly RowWork[] {
  return small.map((target, index) => {
    const rows = large[index]?.rows ?? target.rows;
    return { ...target, grows: rows >= target.rows * 4 };
  });
}
