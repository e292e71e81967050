import { error, notice, warning } from '@actions/core';
import type { Annotation } from '../../model/report.ts';

/** The runner shows no more than this many of each level per step, and that much of a message. */
const MAX_PER_LEVEL = 10;
const MAX_MESSAGE = 4000;
const WRITERS = { failure: error, warning, notice } as const;

/** Marks lines of the diff through workflow commands: the way that needs no permission. Returns how many do not fit. */
export function writeAnnotations(annotations: readonly Annotation[]): number {
  const written = { failure: 0, warning: 0, notice: 0 };
  let left = 0;
  for (const { level, message, title, path, line, endLine } of annotations) {
    written[level] += 1;
    if (written[level] > MAX_PER_LEVEL) {
      left += 1;
      continue;
    }
    WRITERS[level](message.slice(0, MAX_MESSAGE), { title, file: path, startLine: line, endLine });
  }
  return left;
}
