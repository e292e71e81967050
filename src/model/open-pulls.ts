/** An open pull request beside the one that is reviewed, from the repository itself or from a fork; drafts, too. */
export interface OpenPull {
  readonly number: number;
  readonly title: string;
  /** Commit of its head. */
  readonly head: string;
  /** Files that it adds or changes, as far as the host lists them. */
  readonly paths: readonly string[];
  /** False when it changes more files than are listed. */
  readonly whole: boolean;
}

/** A file at a commit. */
export interface FileAt {
  readonly commit: string;
  readonly path: string;
}

/**
 * Knows the open pull requests of a repository but for the one that is reviewed. Implemented by GitHub's API. Every method
 * rejects with a `Problem` when the host does not answer.
 */
export interface OpenPulls {
  /** Most files that are read at once; more are not read. */
  readonly mostTexts: number;
  /** The newest ones, newest first. */
  list(): Promise<readonly OpenPull[]>;
  /** Texts of files in the order asked for; null for what is no text, too long, or not there. */
  texts(files: readonly FileAt[]): Promise<readonly (string | null)[]>;
}
