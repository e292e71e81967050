import type { ChangedMigration, Migration, TransactionMode } from '../model/migration.ts';
import type { Side } from '../model/ports.ts';
import type { LayoutId } from '../model/layout.ts';
import { internalProblem } from '../model/problem.ts';
import type { DialectId } from '../model/project.ts';
import { compareHistories, type HistoryOrder } from './compare-histories.ts';
import type { Assumption, LeftOver } from './frameworks/framework.ts';
import { chooseFramework, readHistory, type ChosenFramework, type LoadedSide } from './read-history.ts';
import type { Variables } from './template-variables.ts';
import { isShipped } from './since-version.ts';

export interface ComparisonRules {
  readonly dialect: DialectId;
  readonly layout: LayoutId | null;
  readonly transaction: TransactionMode | null;
  readonly since: string | null;
  readonly variables: Variables;
}

export interface Comparison {
  /** The layout at head; at base when nothing is left at head. */
  readonly chosen: ChosenFramework;
  /** Shipped migrations, in running order. */
  readonly base: readonly Migration[];
  /** All migrations at head, in running order. */
  readonly head: readonly Migration[];
  readonly changes: readonly ChangedMigration[];
  /** Files at head that are not run. */
  readonly leftOver: readonly LeftOver[];
  /** What is taken for granted about migrations at head. */
  readonly assumptions: readonly Assumption[];
  /** What the framework does with a version that comes late; null where nobody knows. */
  readonly late: string | null;
}

/** Reads the history of both sides and tells what the change does to it. */
export function compareSides(sides: Readonly<Record<Side, LoadedSide>>, rules: ComparisonRules): Comparison {
  const atHead = chooseFramework(sides.head, rules.layout);
  const atBase = chooseFramework(sides.base, rules.layout);
  const chosen = atHead ?? atBase;
  if (chosen === null)
    throw internalProblem('no-layout', 'No layout fits these migrations.', 'Name it: --layout.');
  const reading = { dialect: rules.dialect, told: rules.transaction, variables: rules.variables };
  const head = readHistory(atHead?.framework ?? null, sides.head, reading);
  const { leftOver, assumptions = [] } = head;
  const late = chosen.framework.late?.(sides.head.manifests) ?? null;
  const told = { chosen, leftOver, assumptions, late };
  if (rules.since !== null) return { ...told, ...splitAt(rules.since, head.migrations, orderOf(chosen)) };
  const base = readHistory(atBase?.framework ?? null, sides.base, reading).migrations;
  const changes = compareHistories(base, head.migrations, orderOf(chosen));
  return { ...told, base, head: head.migrations, changes };
}

function orderOf({ framework }: ChosenFramework): HistoryOrder {
  return framework.order ?? 'by-version';
}

/** Everything up to a version is shipped, everything later is new. */
function splitAt(
  since: string,
  head: readonly Migration[],
  order: HistoryOrder,
): Pick<Comparison, 'base' | 'head' | 'changes'> {
  const last = head.findLastIndex(({ version }) => version === since);
  const shipped = head.filter((migration, index) =>
    order === 'as-listed' ? index <= last : isShipped(migration, since),
  );
  const known = new Set(shipped);
  const fresh = head.filter((migration) => !known.has(migration) && migration.baseline !== true);
  return {
    base: shipped,
    head,
    changes: fresh.map((migration) => ({ status: 'added', migration, was: null })),
  };
}
