import type { Node } from 'libpg-query';
import type { ServerFeature } from '../../../model/server-feature.ts';

/** One row of the table: a feature, since when it is there, and how the grammar's tree shows it. */
export interface Feature extends Pick<ServerFeature, 'id' | 'name' | 'since' | 'instead'> {
  /** Page of the manual of that version, without `.html`: `sql-merge`. */
  readonly page: string;
  /** Any of them will do. */
  readonly signs: readonly Sign[];
}

/** What is known of a use beside that it is one. */
export type Sighting = Pick<ServerFeature, 'partitioned' | 'builtIn'>;

/** Looks at one node of the tree; null when the feature does not show there. */
export interface Sign {
  /** Key of the node in the tree: `MergeStmt`, or the field that holds it; null for every node. */
  readonly node: string | null;
  readonly sees: (body: unknown, root: Node) => Sighting | null;
}

type NameOf<Member> = Member extends unknown ? keyof Member & string : never;
type NodeName = NameOf<Node>;
/** The body of the node of that name. */
export type Body<Name extends NodeName> = Extract<Node, Readonly<Record<Name, unknown>>>[Name];

/** A node that passes a test, or any of that name. */
export function inNode<Name extends NodeName>(
  node: Name,
  test: (body: Body<Name>, root: Node) => boolean = () => true,
): Sign {
  // The grammar gives a node of that name that body.
  return { node, sees: (body, root) => (test(body as Body<Name>, root) ? {} : null) };
}

/** A node that passes a test and is new only where the relation that it names is partitioned. */
export function onPartitioned<Name extends NodeName>(
  node: Name,
  relation: (body: Body<Name>) => string | null,
): Sign {
  return {
    node,
    sees: (body) => {
      const partitioned = relation(body as Body<Name>);
      return partitioned === null ? null : { partitioned };
    },
  };
}

/** A field of any node, by its name: for what the grammar holds without saying its type. */
export function anywhere(test: (body: Readonly<Record<string, unknown>>) => boolean): Sign {
  return { node: null, sees: (body) => (test(body as Readonly<Record<string, unknown>>) ? {} : null) };
}
