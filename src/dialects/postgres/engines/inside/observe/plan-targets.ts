/** A node of `EXPLAIN (FORMAT JSON, VERBOSE)`, as far as we read it. */
export interface PlanNode {
  readonly 'Node Type': string;
  readonly Operation?: string;
  readonly Schema?: string;
  readonly 'Relation Name'?: string;
  readonly 'Plan Rows'?: number;
  readonly 'Parent Relationship'?: string;
  readonly 'Conflict Resolution'?: string;
  readonly 'Target Tables'?: readonly PlanNode[];
  readonly Plans?: readonly PlanNode[];
}

export interface PlanTarget {
  readonly schema: string;
  readonly relation: string;
  /** `lock` for `FOR UPDATE` and its like; `upsert` for `ON CONFLICT DO UPDATE`. */
  readonly action: 'insert' | 'upsert' | 'update' | 'delete' | 'merge' | 'lock';
  readonly rows: number;
}

/** The relations whose rows the plan changes or locks, with the planner's number of rows. */
export function planTargets(node: PlanNode, limit = Infinity): readonly PlanTarget[] {
  const rows = Math.min(node['Plan Rows'] ?? 0, limit);
  const inner = node['Node Type'] === 'Limit' ? rows : node['Node Type'] === 'LockRows' ? limit : Infinity;
  const own = node['Node Type'] === 'ModifyTable' ? changed(node) : [];
  const locked =
    node['Node Type'] === 'LockRows' ? scanned(node).map((scan) => target(scan, 'lock', rows)) : [];
  return [...own, ...locked, ...(node.Plans ?? []).flatMap((plan) => planTargets(plan, inner))];
}

/** Every relation that a plan names. */
export function planRelations(node: PlanNode): readonly PlanNode[] {
  const own = node['Relation Name'] === undefined ? [] : [node];
  return [...own, ...(node['Target Tables'] ?? []), ...(node.Plans ?? []).flatMap(planRelations)];
}

function changed(node: PlanNode): readonly PlanTarget[] {
  const rows = rowsInto(node);
  const relations = [node, ...(node['Target Tables'] ?? [])].filter(
    (each) => each['Relation Name'] !== undefined,
  );
  return relations.map((relation) => target(relation, actionOf(node), rows));
}

/** Rows that a change is fed with; before version 14 by one plan for each of its tables. */
function rowsInto({ Plans = [] }: PlanNode): number {
  const feeds = Plans.filter((plan) => /^(Outer|Member)$/.test(plan['Parent Relationship'] ?? ''));
  return feeds.reduce((rows, plan) => rows + (plan['Plan Rows'] ?? 0), 0);
}

function actionOf(node: PlanNode): PlanTarget['action'] {
  if (node.Operation === 'Insert') return node['Conflict Resolution'] === 'UPDATE' ? 'upsert' : 'insert';
  if (node.Operation === 'Update') return 'update';
  return node.Operation === 'Delete' ? 'delete' : 'merge';
}

function scanned(node: PlanNode): readonly PlanNode[] {
  return (node.Plans ?? []).flatMap((plan) =>
    plan['Relation Name'] === undefined ? scanned(plan) : [plan, ...scanned(plan)],
  );
}

function target(node: PlanNode, action: PlanTarget['action'], rows: number): PlanTarget {
  return { schema: node.Schema ?? '', relation: node['Relation Name'] ?? '', action, rows };
}
