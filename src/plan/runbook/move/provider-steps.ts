import { code } from '../../../lib/code.ts';
import { countOf } from '../../../lib/count-of.ts';
import type { Brief, BriefDifference, BriefMove, Stage } from '../../../model/brief.ts';
import type { RunbookStep } from '../../../model/runbook.ts';
import { shellScript } from '../script.ts';
import { flippedRecords, loweredTtls, restoredTtls } from './dns.ts';
import { moveStep, word } from './step.ts';

/** What is done in a stage of a provider switch, in order. */
export function providerSteps(stage: Stage, brief: Brief, move: BriefMove, bakeDays: number): RunbookStep[] {
  switch (stage) {
    case 'expand':
      return expand(brief, move);
    case 'migrate':
      return migrate(move);
    case 'switch':
      return switchOver(brief, move);
    case 'contract':
      return contract(move, bakeDays);
  }
}

function expand({ window }: Brief, move: BriefMove): RunbookStep[] {
  const { from, to } = move;
  return [
    ...move.credentials.map((name) =>
      moveStep(
        `Make ${code(name)} at ${to} and put it into the secret store beside the one of ${from}`,
        null,
        `A call with it succeeds; the one of ${from} stays valid`,
      ),
    ),
    ...move.quotas.map((quota) =>
      moveStep(`Have ${to} confirm the quota: ${quota}`, null, 'Confirmed in writing before the first share'),
    ),
    ...move.certificates.map((name) => certificateStep(name)),
    ...adapted(move.compatibility),
    ...adapted(move.formats),
    ...move.webhooks.map((hook) => webhookStep(hook, move)),
    ...loweredTtls(move.records, window),
    moveStep(
      `Deploy dual-send: everything goes to ${from}, and a copy to ${to} that reaches no user`,
      null,
      `Both receive the same number of requests for 24 hours`,
    ),
  ];
}

function adapted(differences: readonly BriefDifference[]): RunbookStep[] {
  return differences.map(({ current, target, action }) =>
    moveStep(`${action ?? 'Adapt the code'}: ${current} becomes ${target}`, null, 'Tests cover both forms'),
  );
}

function webhookStep(hook: string, { from, to }: BriefMove): RunbookStep {
  const isUrl = /^https?:/.test(hook);
  return moveStep(
    `Register webhook ${code(hook)} at ${to}; accept the signatures of both, and each event once`,
    isUrl
      ? shellScript(
          [`curl -sS -o /dev/null -w '%{http_code}\\n' -X POST ${word(hook)}`],
          'Anywhere outside of the network',
        )
      : null,
    isUrl
      ? `A call without a signature is refused; one of ${from} and one of ${to} are taken`
      : `A test event of ${to} is processed once`,
  );
}

function migrate({ from, to, data, formats, replication }: BriefMove): RunbookStep[] {
  return [
    ...data.map((what) =>
      moveStep(
        `Copy ${what} from ${from} to ${to}${replication === null ? '' : ` by ${replication}`}, in batches that can be resumed`,
        null,
        'Count and checksum of every batch are those of its source',
      ),
    ),
    ...formats.map(({ current, target }) =>
      moveStep(`Convert what is copied: ${current} → ${target}`, null, '100 random items are right'),
    ),
    moveStep(
      `Shadow reads: ask ${to} beside ${from}, answer from ${from}, log every mismatch`,
      null,
      'No mismatch that nobody can explain for 24 hours',
    ),
  ];
}

function switchOver({ window }: Brief, move: BriefMove): RunbookStep[] {
  const { from, to, shares } = move;
  return [
    ...(window === null
      ? []
      : [
          moveStep(
            `Announce the window: ${window.start}${window.minutes === null ? '' : `, ${window.minutes} minutes`}`,
          ),
        ]),
    moveStep(
      `Start the back-sync: what is written at ${to} is written back to ${from}`,
      null,
      'A test item arrives on both sides',
    ),
    ...shares.map((share) =>
      moveStep(
        `Move ${share} % of the traffic to ${to}`,
        null,
        `The gate holds at ${share} % before the next share`,
      ),
    ),
    ...flippedRecords(move.records, 'to'),
    ...move.webhooks.map((hook) =>
      moveStep(
        `Take ${code(hook)} from ${to} as the source of truth; keep that of ${from} for what is still under way`,
      ),
    ),
  ];
}

function contract(move: BriefMove, bakeDays: number): RunbookStep[] {
  const { from, credentials, webhooks, data, quotas } = move;
  return [
    moveStep(
      `Bake for ${countOf(bakeDays, 'day')}: both stay connected`,
      null,
      `No call to ${from} but those of the back-sync`,
    ),
    moveStep(`Stop the back-sync and the dual-send; remove their code and flags`),
    ...webhooks.map((hook) => moveStep(`Remove webhook ${code(hook)} at ${from}`)),
    ...data.map((what) =>
      moveStep(`Export and archive ${what} of ${from}`, null, 'The archive was opened and read'),
    ),
    ...credentials.map((name) =>
      moveStep(`Revoke ${code(name)} at ${from}`, null, 'A call with it is refused'),
    ),
    ...(quotas.length === 0 ? [] : [moveStep(`Give back the quotas and end the contract with ${from}`)]),
    ...restoredTtls(move.records),
    moveStep('Update the documentation'),
  ];
}

/** The certificate that is served, and how long it is valid. */
export function certificateStep(name: string, address: string = name): RunbookStep {
  const host = name.replace(/^\*\./, 'www.');
  const connect = address === name ? host : address;
  return moveStep(
    `Have a certificate for ${code(name)} at the new place`,
    shellScript(
      [
        `openssl s_client -connect ${word(`${connect}:443`)} -servername ${word(host)} </dev/null 2>/dev/null | openssl x509 -noout -subject -enddate -checkend 2592000`,
      ],
      'Anywhere outside of the network',
    ),
    'It names the host and is valid for 30 more days',
  );
}
