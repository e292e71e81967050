import { code } from '../../../lib/code.ts';
import { countOf } from '../../../lib/count-of.ts';
import type { Brief, BriefMove, Stage } from '../../../model/brief.ts';
import type { RunbookStep } from '../../../model/runbook.ts';
import type { Matter } from '../matter.ts';
import { shellScript } from '../script.ts';
import { flippedRecords, loweredTtls, restoredTtls } from './dns.ts';
import { certificateStep } from './provider-steps.ts';
import { lagStep } from './replication.ts';
import { moveStep, word } from './step.ts';

/** What is done in a stage of a move of infrastructure, in order. */
export function infrastructureSteps(
  stage: Stage,
  brief: Brief,
  move: BriefMove,
  matter: Matter,
): RunbookStep[] {
  switch (stage) {
    case 'expand':
      return expand(brief, move);
    case 'migrate':
      return migrate(move, matter);
    case 'switch':
      return cutOver(brief, move, matter);
    case 'contract':
      return contract(move, matter.bakeDays);
  }
}

function expand({ window }: Brief, move: BriefMove): RunbookStep[] {
  const [record] = move.records;
  return [
    moveStep(
      `Build ${move.to} beside ${move.from}, from the same infrastructure code`,
      null,
      'A deployment of the running release passes its smoke tests there',
    ),
    ...move.topology.map(({ current, target, action }) =>
      moveStep(
        `${action ?? 'Change the network'}: ${current} becomes ${target}`,
        null,
        'Reached from where it has to be, and from nowhere else',
      ),
    ),
    ...move.credentials.map((name) =>
      moveStep(`Make ${code(name)} for ${move.to}; the one of ${move.from} stays valid`),
    ),
    ...move.quotas.map((quota) => moveStep(`Have the quota at ${move.to} raised: ${quota}`)),
    ...move.certificates.map((name) => certificateStep(name, record?.to ?? name)),
    ...move.records.map(({ name, to }) => tried(name, to)),
    ...loweredTtls(move.records, window),
  ];
}

/** The new place under its later name, before the world knows. */
function tried(name: string, to: string): RunbookStep {
  return moveStep(
    `Call ${code(name)} at ${code(to)} before its record points there`,
    shellScript(
      [
        `curl -sS -o /dev/null -w '%{http_code} %{time_total}\\n' --connect-to ${word(`${name}:443:${to}:443`)} ${word(`https://${name}/`)}`,
      ],
      'Anywhere outside of the network',
    ),
    'It answers as the old place does',
  );
}

function migrate(move: BriefMove, matter: Matter): RunbookStep[] {
  const { from, to, data, replication } = move;
  return [
    ...data.map((what) =>
      moveStep(
        `Copy ${what} from ${from} to ${to}${replication === null ? '' : `, then keep it in step by ${replication}`}`,
        null,
        'Counts and checksums are those of the source',
      ),
    ),
    ...lagStep(move, matter),
    moveStep(
      `Shadow traffic: read requests go to ${to} as well, answers are compared and thrown away`,
      null,
      'No mismatch that nobody can explain for 24 hours',
    ),
  ];
}

function cutOver({ window }: Brief, move: BriefMove, matter: Matter): RunbookStep[] {
  const { from, to, shares, records } = move;
  return [
    ...windowStep(window),
    ...shares
      .filter((share) => share < 100)
      .map((share) =>
        moveStep(
          `Send ${share} % of read traffic to ${to}`,
          null,
          `The gate holds at ${share} % before the next share`,
        ),
      ),
    moveStep(
      `Drain connections at ${from}: take it out of the load balancer, let requests end, stop workers and schedulers`,
      drain(records[0]?.from ?? from),
      'No established connection is left',
    ),
    moveStep(`Stop writes at ${from}: read-only for every role of the application`),
    ...lagStep(move, matter, true),
    moveStep(
      `Turn the flow round: ${to} writes, data flows back to ${from}`,
      null,
      `A test row written at ${to} arrives at ${from}`,
    ),
    ...flippedRecords(records, 'to'),
    moveStep(
      `Open writes and start workers at ${to}`,
      null,
      'Smoke tests pass, error rate and latency are normal',
    ),
  ];
}

function windowStep(window: Brief['window']): RunbookStep[] {
  if (window === null) return [];
  const length = window.minutes === null ? '' : `, ${window.minutes} minutes`;
  return [moveStep(`The window begins: ${window.start}${length}`)];
}

function drain(host: string): ReturnType<typeof shellScript> {
  return shellScript(
    [`ss -Htn state established '( sport = :443 )' | wc -l`],
    `On ${host}, each minute until it says 0`,
  );
}

function contract(move: BriefMove, bakeDays: number): RunbookStep[] {
  const { from, data, credentials, certificates, records } = move;
  return [
    moveStep(
      `Bake for ${countOf(bakeDays, 'day')}: data still flows back to ${from}`,
      null,
      `Nothing calls ${from} any more`,
    ),
    ...restoredTtls(records),
    moveStep(`Stop the flow back to ${from}`),
    ...data.map((what) =>
      moveStep(
        `Take a last snapshot of ${what} at ${from} and archive it`,
        null,
        'It was restored elsewhere and read',
      ),
    ),
    ...credentials.map((name) =>
      moveStep(`Revoke ${code(name)} of ${from}`, null, 'A login with it is refused'),
    ),
    ...certificates.map((name) => moveStep(`Withdraw the certificate of ${code(name)} at ${from}`)),
    moveStep(`Shut ${from} down and remove it from the infrastructure code`),
    moveStep('Update the documentation'),
  ];
}
