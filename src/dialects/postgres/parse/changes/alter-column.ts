import type { AlterTableCmd, AlterTableType, Constraint, Node } from 'libpg-query';
import type { Change, ChangeOf, PlainChangeKind } from '../../../../model/change.ts';
import { quoteIdentifier } from '../../quote.ts';
import { columnFacts, constraintsOf } from '../column-fill.ts';
import { qualifiedName, stringsOf } from '../names.ts';
import { typeName } from '../type-name.ts';
import { constraintAdded } from './constraint.ts';
import { ifNotExistsPart, optionNames } from './parts.ts';
import type { Altered, SubcommandReader } from './subcommand.ts';

/** Sub-commands that work on one column. */
export const ALTER_COLUMN: Readonly<Partial<Record<AlterTableType, SubcommandReader>>> = {
  AT_AddColumn: addColumn,
  AT_AddColumnToView: addColumn,
  AT_DropColumn: (command, altered) => [
    { ...place(command, altered), kind: 'drop-column', cascade: command.behavior === 'DROP_CASCADE' },
  ],
  AT_ColumnDefault: (command, altered) => [
    { ...place(command, altered), kind: command.def === undefined ? 'drop-default' : 'set-default' },
  ],
  AT_SetNotNull: (command, altered) => [{ ...place(command, altered), kind: 'set-not-null' }],
  AT_DropNotNull: (command, altered) => [{ ...place(command, altered), kind: 'drop-not-null' }],
  AT_AlterColumnType: setType,
  AT_SetExpression: plainColumn('set-expression'),
  AT_DropExpression: plainColumn('drop-expression'),
  AT_SetStorage: plainColumn('set-storage'),
  AT_SetCompression: plainColumn('set-storage'),
  AT_AddIdentity: plainColumn('set-identity'),
  AT_SetIdentity: plainColumn('set-identity'),
  AT_DropIdentity: plainColumn('set-identity'),
  AT_SetStatistics: columnOptions(() => ['statistics']),
  AT_SetOptions: columnOptions(({ def }) => optionNames(def)),
  AT_ResetOptions: columnOptions(({ def }) => optionNames(def)),
  AT_AlterColumnGenericOptions: columnOptions(() => ['foreign-options']),
};

interface ColumnPlace {
  readonly object: string;
  readonly relation: string;
  readonly column: string;
}

function place({ name = '' }: AlterTableCmd, { relation }: Altered): ColumnPlace {
  const column = quoteIdentifier(name);
  return { object: `${relation}.${column}`, relation, column };
}

function plainColumn(kind: PlainChangeKind): SubcommandReader {
  return (command, altered) => {
    const { object, relation } = place(command, altered);
    return [{ kind, object, relation }];
  };
}

function columnOptions(names: (command: AlterTableCmd) => readonly string[]): SubcommandReader {
  return (command, altered) => {
    // A column of an index comes by its number; then the index is what changes.
    const object = command.name === undefined ? altered.relation : place(command, altered).object;
    return [{ kind: 'set-options', object, relation: altered.relation, options: names(command) }];
  };
}

/** The column, and each constraint that is written with it. */
function addColumn(command: AlterTableCmd, altered: Altered): readonly Change[] {
  if (command.def === undefined || !('ColumnDef' in command.def)) return [];
  const definition = command.def.ColumnDef;
  const at = place({ name: definition.colname ?? '' }, altered);
  const facts = columnFacts(definition);
  const parts = { ...facts, ...ifNotExistsPart(command.missing_ok) };
  const added: Change = { ...at, kind: 'add-column', type: typeName(definition.typeName), ...parts };
  return [
    added,
    ...constraintsOf(definition).flatMap((constraint) => inlineConstraint(constraint, at, facts.fill)),
  ];
}

function inlineConstraint(
  constraint: Constraint,
  { relation, column }: ColumnPlace,
  fill: ChangeOf<'add-column'>['fill'],
): readonly Change[] {
  const added = constraintAdded(constraint, relation, column);
  if (added === null || added.type === 'not-null') return [];
  return [added.type === 'foreign-key' && fill === 'null' ? { ...added, vacuous: true } : added];
}

function setType(command: AlterTableCmd, altered: Altered): readonly Change[] {
  if (command.def === undefined || !('ColumnDef' in command.def)) return [];
  const { raw_default: using, typeName: type, collClause } = command.def.ColumnDef;
  return [
    {
      ...place(command, altered),
      kind: 'set-type',
      type: typeName(type),
      using: using !== undefined,
      conversion:
        using === undefined || isCastOf(using, command.name ?? '', typeName(type)) ? 'cast' : 'expression',
      collation: collClause === undefined ? null : qualifiedName(stringsOf(collClause.collname)),
    },
  ];
}

/** `USING email`, `USING email::text`: no more than what happens without it. */
function isCastOf(expression: Node, column: string, type: string): boolean {
  if ('TypeCast' in expression) {
    const { arg, typeName: target } = expression.TypeCast;
    return arg !== undefined && typeName(target) === type && isCastOf(arg, column, type);
  }
  return 'ColumnRef' in expression && stringsOf(expression.ColumnRef.fields).at(-1) === column;
}
