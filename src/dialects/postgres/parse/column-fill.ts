import type { ColumnDef, Constraint, Node } from 'libpg-query';
import type { ColumnFill } from '../../../model/change.ts';
import { functionsCalled } from './tree-walk.ts';

/** What a new column's definition says beyond its name and type. */
export interface ColumnFacts {
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  readonly fill: ColumnFill;
  readonly calls: readonly string[];
}

const SERIAL = ['serial', 'bigserial', 'smallserial', 'serial2', 'serial4', 'serial8'];

/** Built-in functions, and those of the usual extensions, whose value differs from row to row. */
const VOLATILE: ReadonlySet<string> = new Set(
  `clock_timestamp currval gen_random_bytes gen_random_uuid gen_salt lastval nextval random random_normal setval
  timeofday uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 uuid_generate_v7 uuidv4 uuidv7`.split(/\s+/),
);

/** How a new column is filled; https://www.postgresql.org/docs/18/sql-altertable.html#SQL-ALTERTABLE-NOTES */
export function columnFacts(column: ColumnDef): ColumnFacts {
  const constraints = constraintsOf(column);
  const has = (type: Constraint['contype']): boolean => constraints.some(({ contype }) => contype === type);
  const numbered = has('CONSTR_IDENTITY') || isSerial(column);
  const generated = constraints.find(({ contype }) => contype === 'CONSTR_GENERATED');
  const given = constraints.find(({ contype }) => contype === 'CONSTR_DEFAULT')?.raw_expr;
  const calls = functionsCalled(given);
  return {
    notNull: numbered || has('CONSTR_NOTNULL') || has('CONSTR_PRIMARY'),
    hasDefault: numbered || generated !== undefined || (given !== undefined && !isNull(given)),
    fill: generated === undefined ? fillOf(numbered, given, calls) : generatedFill(generated),
    calls,
  };
}

/** Constraints written with a column. */
export function constraintsOf(column: ColumnDef): Constraint[] {
  return (column.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
}

function fillOf(numbered: boolean, given: Node | undefined, calls: readonly string[]): ColumnFill {
  if (numbered || calls.some((name) => VOLATILE.has(name))) return 'per-row';
  return given === undefined || isNull(given) ? 'null' : 'once';
}

function generatedFill({ generated_kind }: Constraint): ColumnFill {
  return generated_kind === 'v' ? 'on-read' : 'per-row';
}

function isSerial({ typeName }: ColumnDef): boolean {
  const last = typeName?.names?.at(-1);
  return last !== undefined && 'String' in last && SERIAL.includes(last.String.sval ?? '');
}

function isNull(expression: Node): boolean {
  if ('TypeCast' in expression)
    return expression.TypeCast.arg !== undefined && isNull(expression.TypeCast.arg);
  return 'A_Const' in expression && expression.A_Const.isnull === true;
}
