import { code } from '../lib/code.ts';
import { listInWords } from '../lib/list-in-words.ts';
import type { Notice } from '../model/project.ts';
import type { Rehearsal } from '../model/rehearsal.ts';
import type { KnownStatistics } from '../model/statistics.ts';
import { serves } from './serves.ts';

/** Why statistics that are there count for less than a reader may think, or not at all. */
export function statisticsNotices(known: KnownStatistics, rehearsals: readonly Rehearsal[]): Notice[] {
  if (rehearsals.length === 0) return [];
  const { path, fresh, statistics } = known;
  const file = code(path);
  const left = rehearsals.filter((rehearsal) => !serves(known, rehearsal)).map(({ project }) => project);
  const told: string[] = [];
  const strange = left.filter(({ dialect }) => dialect !== statistics.dialect);
  if (strange.length > 0)
    told.push(
      `${file} is of a ${statistics.dialect} database and says nothing of ${listInWords(strange.map((project) => code(project.path)))}.`,
    );
  const other = left.filter(({ dialect }) => dialect === statistics.dialect);
  if (other.length > 0)
    told.push(
      `${file} lacks most tables of ${listInWords(other.map((project) => code(project.path)))}, so that it is not used there.`,
    );
  if (!fresh && left.length < rehearsals.length)
    told.push(
      `${file} was taken on ${statistics.takenAt.slice(0, 10)}, which is not within the last 90 days: estimates may be off, no table counts as small, and nothing is said of what your rows hold. Write it anew with ${code('holdpoint stats')}.`,
    );
  return told.map((text) => ({ path, text }));
}
