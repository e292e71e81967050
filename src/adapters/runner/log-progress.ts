import type { Progress } from '../../model/ports.ts';
import { printForeign } from './foreign-text.ts';

/** Writes each step into the job's log; steps may name files of the change. */
export const LOG_PROGRESS: Progress = {
  step: (text) => {
    printForeign(text);
  },
};
