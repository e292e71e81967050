import type { AlterTableCmd, AlterTableType } from 'libpg-query';
import type { Change, PartitionRange, PlainChangeKind } from '../../../../model/change.ts';
import { quoteIdentifier } from '../../quote.ts';
import { relationName } from '../names.ts';
import { constraintAdded } from './constraint.ts';
import { optionNames } from './parts.ts';
import { rangePart } from './range-part.ts';
import type { Altered, SubcommandReader } from './subcommand.ts';

/** Sub-commands that work on the whole relation. */
export const ALTER_TABLE: Readonly<Partial<Record<AlterTableType, SubcommandReader>>> = {
  AT_AddConstraint: addConstraint,
  AT_AlterConstraint: constraint('alter-constraint'),
  AT_ValidateConstraint: constraint('validate-constraint'),
  AT_DropConstraint: constraint('drop-constraint'),
  AT_ChangeOwner: plain('set-owner'),
  AT_ClusterOn: options(() => ['cluster-on']),
  AT_DropCluster: options(() => ['cluster-on']),
  AT_DropOids: options(() => ['oids']),
  AT_SetRelOptions: options(({ def }) => optionNames(def)),
  AT_ResetRelOptions: options(({ def }) => optionNames(def)),
  AT_ReplaceRelOptions: options(({ def }) => optionNames(def)),
  AT_GenericOptions: options(() => ['foreign-options']),
  AT_SetLogged: plain('set-persistence'),
  AT_SetUnLogged: plain('set-persistence'),
  AT_SetAccessMethod: ({ name }, { relation }) => [
    {
      kind: 'set-access-method',
      object: relation,
      relation,
      method: name === undefined ? null : quoteIdentifier(name),
    },
  ],
  AT_SetTableSpace: ({ name = '' }, { relation }) => [
    { kind: 'set-tablespace', object: relation, relation, tablespace: quoteIdentifier(name) },
  ],
  AT_EnableTrig: trigger,
  AT_EnableAlwaysTrig: trigger,
  AT_EnableReplicaTrig: trigger,
  AT_DisableTrig: trigger,
  AT_EnableTrigAll: trigger,
  AT_DisableTrigAll: trigger,
  AT_EnableTrigUser: trigger,
  AT_DisableTrigUser: trigger,
  AT_EnableRule: trigger,
  AT_EnableAlwaysRule: trigger,
  AT_EnableReplicaRule: trigger,
  AT_DisableRule: trigger,
  AT_AddInherit: inheritance,
  AT_DropInherit: inheritance,
  AT_AddOf: plain('set-inheritance'),
  AT_DropOf: plain('set-inheritance'),
  AT_ReplicaIdentity: plain('set-replica-identity'),
  AT_EnableRowSecurity: plain('set-row-security'),
  AT_DisableRowSecurity: plain('set-row-security'),
  AT_ForceRowSecurity: plain('set-row-security'),
  AT_NoForceRowSecurity: plain('set-row-security'),
  AT_AttachPartition: (command, { relation }) => [
    {
      kind: 'attach-partition',
      object: relation,
      relation,
      partition: partitionOf(command).name,
      ...attachedRange(command),
    },
  ],
  AT_DetachPartition: detach,
  AT_DetachPartitionFinalize: detach,
};

function plain(kind: PlainChangeKind): SubcommandReader {
  return (_command, { relation }) => [{ kind, object: relation, relation }];
}

function options(names: (command: AlterTableCmd) => readonly string[]): SubcommandReader {
  return (command, { relation }) => [
    { kind: 'set-options', object: relation, relation, options: names(command) },
  ];
}

function addConstraint({ def }: AlterTableCmd, { relation }: Altered): readonly Change[] {
  if (def === undefined || !('Constraint' in def)) return [];
  const added = constraintAdded(def.Constraint, relation, null);
  return added === null ? [] : [added];
}

function constraint(kind: 'alter-constraint' | 'validate-constraint' | 'drop-constraint'): SubcommandReader {
  return ({ name: own = '', def }, { relation }) => {
    const altered = def !== undefined && 'ATAlterConstraint' in def ? def.ATAlterConstraint : null;
    const name = quoteIdentifier(altered?.conname ?? own);
    const enforces = altered?.alterEnforceability === true && altered.is_enforced === true;
    const part = enforces ? { enforces: true as const } : {};
    return [{ kind, object: `${relation}.${name}`, relation, constraint: name, ...part }];
  };
}

/** A trigger or rule; without a name, all of them. */
function trigger({ name }: AlterTableCmd, { relation }: Altered): readonly Change[] {
  const object = name === undefined ? relation : `${relation}.${quoteIdentifier(name)}`;
  return [{ kind: 'alter-trigger', object, relation }];
}

function inheritance({ def }: AlterTableCmd, { relation }: Altered): readonly Change[] {
  const parent = def !== undefined && 'RangeVar' in def ? [relationName(def.RangeVar)] : [];
  return [{ kind: 'set-inheritance', object: relation, relation, reads: parent }];
}

function detach(command: AlterTableCmd, { relation }: Altered): readonly Change[] {
  const { name, concurrently } = partitionOf(command);
  return [{ kind: 'detach-partition', object: relation, relation, partition: name, concurrently }];
}

function attachedRange({ def }: AlterTableCmd): { range?: PartitionRange } {
  return def !== undefined && 'PartitionCmd' in def ? rangePart(def.PartitionCmd.bound) : {};
}

function partitionOf({ def, subtype }: AlterTableCmd): { name: string; concurrently: boolean } {
  if (def === undefined || !('PartitionCmd' in def)) return { name: '', concurrently: false };
  const { name, concurrent = false } = def.PartitionCmd;
  // FINALIZE ends what CONCURRENTLY began, under the same weak lock of the parent.
  return { name: relationName(name), concurrently: concurrent || subtype === 'AT_DetachPartitionFinalize' };
}
