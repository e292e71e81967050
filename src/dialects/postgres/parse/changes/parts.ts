import type { A_Const, DefElem, Node } from 'libpg-query';

/** Spread into a change: `reads` only when there is something to read. */
export function readsPart(
  names: readonly string[],
  except: string | null = null,
): { reads?: readonly string[] } {
  const reads = names.filter((name) => name !== except);
  return reads.length > 0 ? { reads } : {};
}

/** Spread into a change: present only where `IF NOT EXISTS` is said. */
export function ifNotExistsPart(isSaid: boolean | undefined): { ifNotExists?: true } {
  return isSaid === true ? { ifNotExists: true } : {};
}

/** The options of a statement: `WITH (fillfactor = 70)`, `(FULL, ANALYZE)`. */
export function optionsOf(nodes: readonly Node[] | undefined): DefElem[] {
  return (nodes ?? []).flatMap((node) => ('DefElem' in node ? [node.DefElem] : []));
}

/** True when an option is given and not turned off. */
export function isOptionOn(options: readonly DefElem[], name: string): boolean {
  const option = options.find(({ defname }) => defname === name);
  if (option === undefined) return false;
  return !['false', 'off', '0', 'no'].includes(scalarText(option.arg).toLowerCase());
}

/** A constant's text; empty for anything else. */
export function scalarText(node: Node | undefined): string {
  if (node === undefined) return '';
  if ('TypeCast' in node) return scalarText(node.TypeCast.arg);
  if ('A_Const' in node) return constantText(node.A_Const);
  if ('String' in node) return node.String.sval ?? '';
  if ('Integer' in node) return String(node.Integer.ival ?? 0);
  if ('Float' in node) return node.Float.fval ?? '';
  return 'Boolean' in node ? String(node.Boolean.boolval ?? false) : '';
}

/** The grammar leaves zero and false out. */
function constantText({ sval, fval, boolval, ival, isnull }: A_Const): string {
  if (isnull === true) return 'null';
  if (boolval !== undefined) return String(boolval.boolval ?? false);
  if (ival !== undefined) return String(ival.ival ?? 0);
  return sval?.sval ?? fval?.fval ?? '';
}

/** Names of the options in a sub-command's list. */
export function optionNames(list: Node | undefined): string[] {
  if (list === undefined || !('List' in list)) return [];
  return optionsOf(list.List.items).map(({ defname = '', defnamespace }) =>
    defnamespace === undefined ? defname : `${defnamespace}.${defname}`,
  );
}
