import { withStop } from '../lib/with-stop.ts';
import type { ProjectPlan } from '../model/plan.ts';
import type { Unknown } from '../model/rehearsal.ts';
import type { Reason } from '../model/reason.ts';
import { chargeOfFindings, chargeOfItem, chargeOfUnknown } from './charges.ts';
import type { Accusation } from './charges.ts';
import { findingReasons } from './finding-reasons.ts';
import { toldFindings } from './told-findings.ts';

/** Checklist items whose failure is told by the statements and rollbacks themselves. */
const TOLD_BY_STATEMENTS = new Set(['scripts-tested']);

/** Rules that speak of what a rollback does not bring back. */
const TELLS_OF_ROLLBACK = /^(rollback-|down-file-does-not-restore|rows-destroyed|drop-in-use)/;

/** What stands between a change that may ship and its go, but for the people who must act: warnings, unknowns, failed items. */
export function holdReasons(project: ProjectPlan, refused: readonly Reason[]): Accusation[] {
  const unknowns = project.unknowns.filter((unknown) => !isTold(unknown, refused)).map(unknownReason);
  return [
    ...findingReasons(project, 'warn').map(chargeOfFindings),
    ...unknowns.map(chargeOfUnknown),
    ...failedItems(project, refused).map(chargeOfItem),
  ];
}

function isTold({ path, line }: Unknown, refused: readonly Reason[]): boolean {
  return line !== null && refused.some((reason) => reason.path === path && reason.line === line);
}

function unknownReason({ what, because, path, line }: Unknown): Reason {
  return { kind: 'unknown', id: null, text: `${what} is unknown. ${withStop(because)}`, path, line };
}

function failedItems(project: ProjectPlan, refused: readonly Reason[]): Reason[] {
  const rollbackTold =
    toldFindings(project).some(({ rule, severity }) => severity !== 'note' && TELLS_OF_ROLLBACK.test(rule)) ||
    refused.some(({ text }) => text.startsWith('The rollback of '));
  return project.checklist
    .filter(({ state, id }) => state === 'failed' && !TOLD_BY_STATEMENTS.has(id))
    .filter(({ id }) => id !== 'rollback-tested' || !rollbackTold)
    .map(({ id, text, evidence }) => ({
      kind: 'checklist',
      id,
      text: `${text}: not so. ${evidence}`,
      path: null,
      line: null,
    }));
}
