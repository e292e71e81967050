import type { BriefDifference, BriefMove } from '../../../model/brief.ts';
import type { TargetState } from '../../../model/runbook.ts';

type Row = TargetState['differences'][number];

const NOTHING_SAID = 'Nobody said';

/** Old and new side by side: interface, formats, network, names. */
export function moveDifferences(move: BriefMove): Row[] {
  return [
    {
      group: 'Place',
      current: move.from,
      target: move.to,
      action: 'Run both, move over, shut the old one down',
    },
    ...rows('API compatibility', move.compatibility),
    ...rows('Data format', move.formats),
    ...rows('Network topology', move.topology),
    ...move.records.map(({ name, from, to, ttl }) => ({
      group: 'DNS',
      current: `${name} → ${from}`,
      target: `${name} → ${to}`,
      action:
        ttl === null ? 'Change it; its TTL is not known' : `Lower the TTL of ${ttl} s first, then change it`,
    })),
  ];
}

function rows(group: string, differences: readonly BriefDifference[]): Row[] {
  return differences.map(({ current, target, action }) => ({
    group,
    current,
    target,
    action: action ?? NOTHING_SAID,
  }));
}
