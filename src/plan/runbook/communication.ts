import { code, codes } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Communication } from '../../model/runbook.ts';
import type { Matter } from './matter.ts';
import { needsConsent } from './matter.ts';

/** Who is told what and when, and who does what. */
export function communicationOf(matter: Matter): Communication {
  const { brief } = matter;
  const people = brief?.people;
  return {
    stakeholders: (people?.stakeholders ?? []).map(({ name, channel }) => ({
      name,
      channel: channel ?? 'Not said',
      when: whenOf(matter),
    })),
    responsibilities: responsibilitiesOf(matter),
    customers: brief?.impact.customers ?? null,
    incident: people?.incidentChannel ?? null,
    window: windowOf(matter),
  };
}

function windowOf({ brief }: Matter): string | null {
  const { start, minutes = null } = brief?.window ?? {};
  if (start === undefined) return null;
  return minutes === null ? start : `${start}, for ${countOf(minutes, 'minute')}`;
}

/** Before what can be noticed, and before what cannot be taken back. */
function whenOf({ stages, lost, brief }: Matter): string {
  const moments = [
    'Day 0',
    ...(stages.includes('switch') ? ['before the switch'] : []),
    ...(needsConsent({ stages, lost })
      ? [`before the contract${lost.length === 0 ? '' : `, which ends ${listInWords(codes(lost), 2)}`}`]
      : []),
  ];
  const window = brief?.window?.start;
  return `${listInWords(moments)}${window === undefined ? '' : `; the window begins ${window}`}`;
}

function responsibilitiesOf({ brief }: Matter): Communication['responsibilities'] {
  if (brief === null) return [];
  const { decisionMaker, onCall, responsibilities } = brief.people;
  return [
    ...(decisionMaker === null ? [] : [{ task: 'Decides to go on or back', who: decisionMaker }]),
    ...(onCall === null ? [] : [{ task: 'On call in the window', who: onCall }]),
    ...Object.entries(responsibilities).map(([task, who]) => ({ task: code(task), who })),
  ];
}
