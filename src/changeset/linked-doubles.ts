import type { Candidate } from './candidate.ts';

/** Candidates without those whose files another one holds, too, by a link: every migration is reviewed once. */
export function withoutDoubles(candidates: readonly Candidate[]): Candidate[] {
  const read = candidates.map((candidate) => ({ candidate, ...readBy(candidate) }));
  return read
    .filter((one) => !read.some((other) => other !== one && isCovered(one, other)))
    .map(({ candidate }) => candidate);
}

/** Whether one of the others holds all files of a candidate by links or in their place. */
export function isReadIn(candidate: Candidate, others: readonly Candidate[]): boolean {
  const one = readBy(candidate);
  return others.map(readBy).some((other) => isWithin(one, other));
}

interface FilesRead extends Reading {
  readonly candidate: Candidate;
}

interface Reading {
  /** Where they are, links followed. */
  readonly real: ReadonlySet<string>;
  readonly links: number;
}

function readBy({ sides }: Candidate): Reading {
  const files = [...sides.base.placed, ...sides.head.placed].map(({ file }) => file);
  return {
    real: new Set(files.map(({ path, leadsTo }) => leadsTo ?? path)),
    links: files.filter(({ leadsTo }) => leadsTo !== undefined).length,
  };
}

/** The one that holds more is the project; of two that hold the same, the one with fewer links, else the first. */
function isCovered(one: FilesRead, other: FilesRead): boolean {
  if (!isWithin(one, other)) return false;
  if (one.real.size !== other.real.size || one.links !== other.links)
    return other.real.size > one.real.size || other.links < one.links;
  return other.candidate.folder < one.candidate.folder;
}

function isWithin(one: Reading, other: Reading): boolean {
  return one.links + other.links > 0 && [...one.real].every((path) => other.real.has(path));
}
