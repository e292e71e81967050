import type { Brief, BriefMove, Stage } from '../../../model/brief.ts';
import type { RunbookPhase } from '../../../model/runbook.ts';
import type { Matter } from '../matter.ts';
import { infrastructureSteps } from './infrastructure-steps.ts';
import { providerSteps } from './provider-steps.ts';

type Phase = Pick<RunbookPhase, 'code' | 'what' | 'delivery' | 'steps'>;

/** A stage of a move: two sides that run at the same time, until the old one is shut down. */
export function movePhase(stage: Stage, brief: Brief, matter: Matter): Phase {
  const { move } = brief;
  if (move === null) return { code: '', what: '', delivery: 'Code only', steps: [] };
  return brief.kind === 'provider'
    ? { ...providerWords(stage, move), steps: providerSteps(stage, brief, move, matter.bakeDays) }
    : { ...infrastructureWords(stage, move), steps: infrastructureSteps(stage, brief, move, matter) };
}

type Words = Pick<RunbookPhase, 'code' | 'what' | 'delivery'>;

function providerWords(stage: Stage, { from, to, data }: BriefMove): Words {
  const copies =
    data.length > 0 ? 'Data that is there is copied in batches, each checked against its source; ' : '';
  switch (stage) {
    case 'expand':
      return words(
        `Sends to both ${from} and ${to}, answers from ${from}`,
        `${to} is set up beside ${from}; users notice nothing.`,
        'The next pull request',
      );
    case 'migrate':
      return words(
        'Unchanged: keeps sending to both',
        `${copies}${copies === '' ? 'S' : 's'}hadow reads compare what ${to} answers with what ${from} answers.`,
        'Configuration only',
      );
    case 'switch':
      return words(
        `Answers from ${to}, still sends to ${from} as a safety net`,
        `Traffic moves over by shares; what is written at ${to} is written back to ${from}.`,
        'Configuration only',
      );
    case 'contract':
      return words(
        `Sends only to ${to}`,
        `After the bake, ${from} is left: credentials revoked, webhooks removed, data archived.`,
        'A pull request of its own, after that',
      );
  }
}

function infrastructureWords(stage: Stage, { from, to, replication }: BriefMove): Words {
  const kept = replication === null ? '' : ` by ${replication}`;
  switch (stage) {
    case 'expand':
      return words(
        `The same release, deployed to ${from} and to ${to}`,
        `${to} is built beside ${from} and takes no traffic.`,
        'Configuration and infrastructure code',
      );
    case 'migrate':
      return words(
        `The same release on both sides; only ${from} writes`,
        `Data flows from ${from} to ${to}${kept} and is compared.`,
        'Infrastructure only',
      );
    case 'switch':
      return words(
        `The same release on both sides; ${to} writes`,
        `Connections are drained, names point to ${to}, data flows back to ${from} so that a cut-back loses nothing.`,
        'Infrastructure only',
      );
    case 'contract':
      return words(
        `Only on ${to}`,
        `After the bake, ${from} is shut down and its data archived.`,
        'Infrastructure code',
      );
  }
}

function words(code: string, what: string, delivery: string): Words {
  return { code, what, delivery };
}
