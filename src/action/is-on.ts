import { usageProblem } from '../model/problem.ts';

/** Whether a switch is on, as it is when nothing is given. Throws a `Problem` for anything but true and false. */
export function isOn(name: string, given: string): boolean {
  if (given === '' || given === 'true') return true;
  if (given === 'false') return false;
  throw usageProblem('invalid-option', `Input ${name} has to be true or false.`, `It is ${given}.`);
}
