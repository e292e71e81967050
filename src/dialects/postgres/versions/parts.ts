import type { AlterTableCmd, AlterTableStmt, Constraint, DefElem, Node } from 'libpg-query';
import { optionsOf, scalarText } from '../parse/changes/parts.ts';
import { stringsOf } from '../parse/names.ts';

/** The sub-commands of an `ALTER TABLE`. */
export function commandsOf({ cmds = [] }: AlterTableStmt): AlterTableCmd[] {
  return cmds.flatMap((node) => ('AlterTableCmd' in node ? [node.AlterTableCmd] : []));
}

/** True when one of the sub-commands is of that type and passes the test. */
export function hasCommand(
  statement: AlterTableStmt,
  subtype: string,
  test: (command: AlterTableCmd) => boolean = () => true,
): boolean {
  return commandsOf(statement).some((command) => command.subtype === subtype && test(command));
}

/** The constraint that a sub-command or an element of a table defines; null for anything else. */
export function constraintIn(node: Node | undefined): Constraint | null {
  return node !== undefined && 'Constraint' in node ? node.Constraint : null;
}

/** True when an option is given under one of the names, with any value or with that one. */
export function hasOption(
  nodes: readonly Node[] | undefined,
  names: readonly string[],
  value: string | null = null,
): boolean {
  return optionsOf(nodes).some(
    ({ defname = '', arg }: DefElem) =>
      names.includes(defname) && (value === null || optionText(arg).toLowerCase() === value),
  );
}

/** An option's value; bare words are held as the names of types. */
function optionText(node: Node | undefined): string {
  if (node !== undefined && 'TypeName' in node) return stringsOf(node.TypeName.names).at(-1) ?? '';
  return scalarText(node);
}
