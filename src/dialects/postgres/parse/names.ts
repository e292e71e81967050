import type { Node, RangeVar } from 'libpg-query';
import { displayName, quoteIdentifier } from '../quote.ts';
import { typeName } from './type-name.ts';

/** The strings of a list, as `names` and `keys` hold them; other nodes are left out. */
export function stringsOf(nodes: readonly Node[] | undefined): string[] {
  return (nodes ?? []).flatMap((node) => ('String' in node ? [node.String.sval ?? ''] : []));
}

/** A relation as the catalog writes it. */
export function relationName(relation: RangeVar | undefined): string {
  return displayName(relation?.schemaname ?? null, relation?.relname ?? '');
}

/** A name of one part or more, as the catalog writes it: the last two parts are schema and name. */
export function qualifiedName(parts: readonly string[]): string {
  return displayName(parts.at(-2) ?? null, parts.at(-1) ?? '');
}

/** Relations of a list. */
export function relationsOf(nodes: readonly Node[] | undefined): RangeVar[] {
  return (nodes ?? []).flatMap((node) => ('RangeVar' in node ? [node.RangeVar] : []));
}

/** Columns of a list, quoted where needed. */
export function columnNames(nodes: readonly Node[] | undefined): string[] {
  return stringsOf(nodes).map(quoteIdentifier);
}

/** Any object's name, however the grammar holds it: a string, a list, a type, or a routine with its arguments. */
export function objectName(node: Node | undefined): string {
  if (node === undefined) return '';
  if ('String' in node) return quoteIdentifier(node.String.sval ?? '');
  if ('List' in node) return qualifiedName(stringsOf(node.List.items));
  if ('TypeName' in node) return typeName(node.TypeName);
  if ('RangeVar' in node) return relationName(node.RangeVar);
  if ('ObjectWithArgs' in node) {
    const { objname, objargs, args_unspecified } = node.ObjectWithArgs;
    const name = qualifiedName(stringsOf(objname));
    return args_unspecified === true ? name : `${name}(${argumentTypes(objargs)})`;
  }
  return '';
}

/** `integer, text`. */
export function argumentTypes(types: readonly Node[] | undefined): string {
  return (types ?? []).map((node) => ('TypeName' in node ? typeName(node.TypeName) : '*')).join(', ');
}

/** Something that belongs to a relation and is named by a list: `[schema,] relation, name`. */
export function memberName(node: Node | undefined): { relation: string; name: string } {
  const parts = node !== undefined && 'List' in node ? stringsOf(node.List.items) : [];
  const relation = qualifiedName(parts.slice(0, -1));
  return { relation, name: `${relation}.${quoteIdentifier(parts.at(-1) ?? '')}` };
}
