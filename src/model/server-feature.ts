/** Something that a statement uses and that not every supported server version has. */
export interface ServerFeature {
  /** Stable, in kebab case: `merge`. */
  readonly id: string;
  /** For a sentence, as a subject: "`MERGE`", "A subquery in `FROM` without an alias". */
  readonly name: string;
  /** First major version that has it. */
  readonly since: number;
  /** The manual's page of that version. */
  readonly link: string;
  /** What to do on an older server, as a sentence. */
  readonly instead: string;
  /** Present when it is new on a partitioned table only: the table, which may be another one. */
  readonly partitioned?: string;
  /** Present for a built-in function: its bare name, since a database can have its own of that name. */
  readonly builtIn?: string;
}
