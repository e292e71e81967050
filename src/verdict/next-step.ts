import { code } from '../lib/code.ts';
import type { SettledItem } from '../model/docket.ts';
import type { Finding } from '../model/finding.ts';
import { pathWithin } from '../model/place.ts';
import type { Plan } from '../model/plan.ts';
import type { Reason } from '../model/reason.ts';
import type { Outcome } from '../model/verdict.ts';
import { mergedChecklist } from './merged-checklist.ts';

/** The next step for the author when this is the weightiest reason, in one or two sentences. */
export function nextStep(plan: Plan, weighs: Exclude<Outcome, 'go'>, reason: Reason): string {
  switch (reason.kind) {
    case 'finding':
      return mend(plan, reason);
    case 'unknown':
      return weighs === 'no-go'
        ? repair(plan, reason)
        : `Find out what is unknown about ${placeOf(plan, reason)}.`;
    case 'checklist':
    case 'clear':
      return settleStep(mergedChecklist(plan).map((item) => ({ ...item, settlement: null })));
  }
}

/** What to do about the checklist. */
export function settleStep(checklist: readonly SettledItem[]): string {
  const open = checklist.find(({ state, settlement }) => state !== 'proved' && settlement === null);
  const first = open === undefined ? '' : `, beginning with “${open.text}”`;
  return `Settle the open items of the readiness checklist before the merge${first}.`;
}

/** What to do about a decision maker's no-go. */
export function vetoStep(phase: string): string {
  return `Clear up what speaks against ${phase}; the decision maker lifts the no-go with ${code(`/holdpoint go ${phase}`)}.`;
}

/** The remedy of the finding behind the reason. */
function mend(plan: Plan, reason: Reason): string {
  const place = placeOf(plan, reason);
  const finding = plan.projects
    .flatMap((project) => project.findings)
    .find(
      ({ rule, path, line }) => rule === reason.id && path === reason.path && line === (reason.line ?? 1),
    );
  if (finding === undefined) return `Look at ${place} and change it.`;
  return remedyStep(finding, place);
}

function remedyStep({ remedy, statement, line }: Finding, place: string): string {
  if (remedy === null) return `Look at ${place} and change it.`;
  if (!remedy.rehearsed) return `${capital(place)}: ${remedy.text}`;
  const count = remedy.sql.length;
  const statements = count === 1 ? 'rehearsed statement' : `${count} rehearsed statements`;
  if (statement === null && line === 1)
    return `Take the ${statements} under Findings as the down file: ${remedy.text}`;
  return `Use the ${statements} under Findings for ${place}. ${remedy.text}`;
}

function repair(plan: Plan, reason: Reason): string {
  const place = placeOf(plan, reason);
  return reason.line === null
    ? `Write a down file for ${place} that runs.`
    : `Correct ${place} so that it runs.`;
}

/** A line of a file, or the file; the path as the project's folder says it when there is one project. */
function placeOf({ projects }: Plan, { path, line }: Reason): string {
  if (path === null) return 'the change';
  const [only, second] = projects;
  const folder = only === undefined || second !== undefined ? '' : only.rehearsal.project.path;
  const file = code(pathWithin(folder, path));
  return line === null ? file : `line ${line} of ${file}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
