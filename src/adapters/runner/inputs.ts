import { getInput, setSecret } from '@actions/core';

/** Every input of `action.yml`, by its name there; a test keeps both equal. */
export const INPUT_NAMES = [
  'token',
  'path',
  'base',
  'config',
  'dialect',
  'layout',
  'transaction',
  'server-version',
  'since',
  'lock-timeout',
  'fail-on',
  'comment',
  'suggestions',
  'publish',
  'rehearsal',
  'database-url',
  'cache',
  'deadline-seconds',
  'statement-seconds',
  'memory-mb',
  'brief',
  'migrations',
  'requirement',
  'format',
  'deliver',
] as const;

type InputName = (typeof INPUT_NAMES)[number];

/** Inputs as the workflow gives them; an empty text means: not given. */
export type ActionInputs = Readonly<Record<InputName, string>>;

/** Reads all inputs and keeps token and database URL out of the log. */
export function readInputs(): ActionInputs {
  const entries = INPUT_NAMES.map((name) => [name, getInput(name)] as const);
  const inputs = Object.fromEntries(entries) as Record<InputName, string>;
  for (const secret of [inputs.token, inputs['database-url']]) if (secret !== '') setSecret(secret);
  return inputs;
}

/** Lines of an input that takes several values. */
export function linesOf(input: string): readonly string[] {
  return input
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
