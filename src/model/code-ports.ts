/** What is looked for in the code. */
export interface Sought {
  /** As whole words, in the case given. */
  readonly words: readonly string[];
  /** Names of folders that are not entered, wherever they are. */
  readonly except: readonly string[];
}

/** A file of code that holds a word that was looked for. */
export interface FoundFile {
  readonly path: string;
  readonly text: string;
}

/** What a search found. */
export interface FoundCode {
  /** Null when the code was searched; else why it was not, a sentence. */
  readonly unsearched: string | null;
  /** Sorted by path. */
  readonly files: readonly FoundFile[];
}

/** Looks words up in all the code of the head. Implemented by git, by a plain folder, by GitHub's API. */
export interface CodeSearch {
  /** False where nobody expects the code to be at hand, so that not searching it is no failure. */
  readonly expected: boolean;
  /** Commands that look in a clone; present where code or history is not at hand. */
  readonly inClone?: string;
  /** Text files that hold one of the words. Never rejects for what it cannot search. */
  search(sought: Sought): Promise<FoundCode>;
}

/** A commit of the branch that the change goes to. */
export interface BranchCommit {
  readonly hash: string;
  /** When it reached the branch, ISO 8601. */
  readonly at: string;
}

/** The branch from the base of the change backwards. */
export interface BranchHistory {
  /** Newest first, the base of the change being the first. */
  readonly commits: readonly BranchCommit[];
  /** True when the last one is where the branch begins. */
  readonly whole: boolean;
  /** What to do to have the rest, a sentence; null when it is whole. */
  readonly hint: string | null;
}

/** A version that was handed out. */
export interface Release {
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A commit that once ran in production. */
export interface Deployment {
  readonly commit: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Knows what was deployed. Implemented by GitHub's API. */
export interface Deployments {
  /** The newest deployments to production that succeeded, newest first. Rejects with a `Problem`. */
  list(): Promise<readonly Deployment[]>;
}

/** What a repository was before. Implemented by git. */
export interface CodeHistory {
  branch(): Promise<BranchHistory>;
  /** As {@link CodeSearch.search}, in the files of an earlier commit that the base does not have with the same bytes. */
  searchAt(commit: string, sought: Sought): Promise<FoundCode>;
  /** Releases by the pattern of their tags, newest first; with a commit, only those that hold it. */
  releases(pattern: string, holding: string | null): Promise<readonly Release[]>;
  /** Those of the commits that hold another one; commits that are not here hold nothing. */
  thatHold(holding: string, commits: readonly string[]): Promise<ReadonlySet<string>>;
}
