import type { GitStore, TreeEntry } from './git-store.ts';

export interface FileDiff {
  readonly filename: string;
  readonly previous: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly sha: string;
  /** Null for binary, big and unchanged content, as GitHub leaves it out. */
  readonly patch: string | null;
  readonly additions: number;
  readonly deletions: number;
}

const CONTEXT = 3;
const LONGEST_PATCH = 3000;
const NO_FILES: ReadonlyMap<string, TreeEntry> = new Map();

/** What differs between two commits by path; a file that only moved is a rename. */
export function diffOf(git: GitStore, before: string | null, after: string): readonly FileDiff[] {
  const [old, now] = [before === null ? NO_FILES : git.files(before), git.files(after)];
  const gone = new Map([...old].filter(([path]) => !now.has(path)));
  const diffs = [...now]
    .filter(([path, { sha }]) => old.get(path)?.sha !== sha)
    .map(([path, entry]) => kept(git, { path, entry, was: old.get(path) ?? null, gone }));
  const removed = [...gone].map(([path, entry]) => ({
    filename: path,
    previous: null,
    status: 'removed' as const,
    sha: entry.sha,
    ...changedLines(git, entry, null),
  }));
  return [...diffs, ...removed].toSorted((left, right) => (left.filename < right.filename ? -1 : 1));
}

interface Present {
  readonly path: string;
  readonly entry: TreeEntry;
  readonly was: TreeEntry | null;
  /** Files that are not there any more; the origin of a rename is taken out. */
  readonly gone: Map<string, TreeEntry>;
}

function kept(git: GitStore, { path: filename, entry, was, gone }: Present): FileDiff {
  const { sha } = entry;
  if (was !== null)
    return { filename, previous: null, status: 'modified', sha, ...changedLines(git, was, entry) };
  const [previous, origin] = [...gone].find(([, each]) => each.sha === sha) ?? [null, null];
  if (previous === null)
    return { filename, previous, status: 'added', sha, ...changedLines(git, null, entry) };
  gone.delete(previous);
  return { filename, previous, status: 'renamed', sha, ...changedLines(git, origin, entry) };
}

type Lines = Pick<FileDiff, 'patch' | 'additions' | 'deletions'>;

function changedLines(git: GitStore, before: TreeEntry | null, after: TreeEntry | null): Lines {
  const [old, now] = [textOf(git, before), textOf(git, after)];
  if (old === null || now === null || before?.sha === after?.sha)
    return { patch: null, additions: 0, deletions: 0 };
  const edits = lineEdits(old, now);
  const additions = edits.filter((line) => line.startsWith('+')).length;
  const deletions = edits.filter((line) => line.startsWith('-')).length;
  const patch = edits.length > LONGEST_PATCH ? null : patchOf(edits);
  return { patch, additions, deletions };
}

function textOf(git: GitStore, entry: TreeEntry | null): string[] | null {
  if (entry === null) return [];
  if (!git.objects.has(entry.sha)) return null;
  const bytes = git.blob(entry.sha);
  if (bytes.includes(0)) return null;
  const lines = bytes.toString('utf8').split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Every line with its mark: what both share at the ends stays, all between is replaced. */
function lineEdits(old: readonly string[], now: readonly string[]): string[] {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return [
    ...now.slice(0, start).map((line) => ` ${line}`),
    ...old.slice(start, old.length - end).map((line) => `-${line}`),
    ...now.slice(start, now.length - end).map((line) => `+${line}`),
    ...now.slice(now.length - end).map((line) => ` ${line}`),
  ];
}

/** One hunk with three lines around it. */
function patchOf(edits: readonly string[]): string {
  const changed = (line: string): boolean => !line.startsWith(' ');
  const first = Math.max(0, edits.findIndex(changed) - CONTEXT);
  const hunk = edits.slice(first, edits.findLastIndex(changed) + 1 + CONTEXT);
  const old = hunk.filter((line) => !line.startsWith('+')).length;
  const now = hunk.filter((line) => !line.startsWith('-')).length;
  const from = (count: number): number => (count === 0 ? 0 : first + 1);
  return [`@@ -${from(old)},${old} +${from(now)},${now} @@`, ...hunk].join('\n');
}

/** Lines of the new side that the patch shows; only these take review comments. */
export function linesShown(patch: string | null): ReadonlySet<number> {
  const start = /^@@ -\d+,\d+ \+(\d+),(\d+) @@/.exec(patch ?? '');
  const [first, count] = [Number(start?.[1] ?? 0), Number(start?.[2] ?? 0)];
  return new Set(Array.from({ length: count }, (_, index) => first + index));
}
