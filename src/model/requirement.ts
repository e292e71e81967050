/** What is wanted of a schema, in one line of words. Names are as they were written, without quotes. */
export type Requirement =
  | { readonly kind: 'rename-column'; readonly table: string; readonly column: string; readonly to: string }
  | { readonly kind: 'rename-table'; readonly table: string; readonly to: string }
  | { readonly kind: 'change-type'; readonly table: string; readonly column: string; readonly type: string }
  | { readonly kind: 'drop-column'; readonly table: string; readonly column: string }
  | { readonly kind: 'drop-table'; readonly table: string }
  | { readonly kind: 'set-not-null'; readonly table: string; readonly column: string }
  | { readonly kind: 'add-column'; readonly table: string; readonly column: string; readonly type: string }
  | { readonly kind: 'split-table'; readonly table: string; readonly into: readonly NamedColumns[] }
  | { readonly kind: 'merge-table'; readonly table: string; readonly into: string };

export interface NamedColumns {
  readonly table: string;
  readonly columns: readonly string[];
}
