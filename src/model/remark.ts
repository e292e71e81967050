/** A comment in a file that is addressed to Holdpoint: `-- holdpoint: allow …`. */
export interface Remark {
  /** Version of the migration whose file it stands in. */
  readonly version: string;
  readonly path: string;
  readonly line: number;
  /** What follows `holdpoint:`, on one line. */
  readonly text: string;
  /** Lines of the statement that it stands at; null when the whole file is meant. */
  readonly statement: { readonly line: number; readonly endLine: number } | null;
  /** It stands before every statement, so that what concerns the file as a whole is meant as well. */
  readonly leads: boolean;
  /** It stands in a migration that is shipped: what it was written for may be history. */
  readonly shipped?: true;
}

/** Why a finding does not count: a comment in the file says so. */
export interface Allowance {
  readonly because: string;
  /** Where the comment stands. */
  readonly path: string;
  readonly line: number;
}

/** A comment that silences nothing, and why. */
export interface IdleRemark {
  readonly remark: Remark;
  /** The rule that it names; the text of the comment when it names none. */
  readonly object: string;
  /** A sentence. */
  readonly why: string;
  /** A sentence. */
  readonly instead: string;
}
