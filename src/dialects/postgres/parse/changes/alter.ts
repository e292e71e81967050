import type { AlterTableCmd, AlterTableStmt } from 'libpg-query';
import type { Change } from '../../../../model/change.ts';
import { relationName } from '../names.ts';
import { objectWord } from '../object-words.ts';
import { ALTER_COLUMN } from './alter-column.ts';
import { ALTER_TABLE } from './alter-table.ts';
import type { ChangeReaders } from './readers.ts';
import { RENAME_READERS } from './rename.ts';
import type { Altered } from './subcommand.ts';

/** ALTER TABLE, ALTER INDEX, ALTER VIEW … and everything that renames or moves an object. */
export const ALTER_READERS: ChangeReaders = {
  ...RENAME_READERS,
  AlterTableStmt: readAlterTable,
};

/** Every sub-command is a change of its own; those of a composite type all change the type. */
function readAlterTable({ relation, cmds = [], objtype }: AlterTableStmt): readonly Change[] {
  const name = relationName(relation);
  if (objtype === 'OBJECT_TYPE')
    return cmds.map(() => ({ kind: 'alter-type', object: name, relation: null }));
  const altered: Altered = { relation: name, of: objectWord(objtype) };
  const changes = cmds.flatMap((node) =>
    'AlterTableCmd' in node ? readSubcommand(node.AlterTableCmd, altered) : [],
  );
  const belonging = objtype === 'OBJECT_INDEX' ? changes.map(withoutRelation) : changes;
  // Indexes and partitioned tables know ONLY, too; the grammar says `inh` when it is not written.
  return relation?.inh === true ? belonging : belonging.map((change) => ({ ...change, only: true as const }));
}

/** An index is named without its table. */
function withoutRelation(change: Change): Change {
  return { ...change, relation: null };
}

function readSubcommand(command: AlterTableCmd, altered: Altered): readonly Change[] {
  const type = command.subtype ?? 'AT_AddColumn';
  const read = ALTER_COLUMN[type] ?? ALTER_TABLE[type];
  return (
    read?.(command, altered) ?? [{ kind: 'other', object: altered.relation, relation: altered.relation }]
  );
}
