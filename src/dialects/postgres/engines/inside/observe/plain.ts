import type { Observation } from '../../../../../model/observation.ts';
import type { Answer } from '../answer.ts';

/** An answer as an observation without effects; debug messages are evidence and stay out. */
export function plain(answer: Answer, lockTimeout: number): Observation {
  const told = answer.notices.filter(({ severity }) => !severity.startsWith('DEBUG') && severity !== 'LOG');
  return {
    effects: [],
    rows: [],
    error: answer.error,
    lockTimeout,
    notices: told.map(({ severity, message }) => `${severity}: ${message}`),
  };
}
