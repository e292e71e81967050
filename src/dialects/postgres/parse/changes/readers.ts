import type { Node } from 'libpg-query';
import type { Change } from '../../../../model/change.ts';

/** `AlterTableStmt`, `IndexStmt` …: the names under which the grammar's nodes come. */
type NodeName = Node extends infer Member ? (Member extends Member ? keyof Member : never) : never;

/** The body of the node with that name. */
export type NodeBody<Name extends NodeName> = Extract<Node, Record<Name, unknown>>[Name];

/** One reader per kind of statement. */
export type ChangeReaders = { readonly [Name in NodeName]?: (body: NodeBody<Name>) => readonly Change[] };
