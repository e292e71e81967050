import { createHash } from 'node:crypto';
import { code } from '../../lib/code.ts';
import { countOf } from '../../lib/count-of.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Brief } from '../../model/brief.ts';
import type { ChecklistItem } from '../../model/plan.ts';
import { checklistTexts } from '../checklist.ts';
import { withoutCriteria } from './criteria.ts';
import type { Matter } from './matter.ts';

const WORST_FIRST = ['failed', 'open', 'proved'] as const;

type Told = Pick<ChecklistItem, 'state' | 'evidence'>;

/** The thirteen items: what was proved, what the brief says, and what is left to people. */
export function runbookChecklist(matter: Matter): ChecklistItem[] {
  return checklistTexts().map(({ id, text }) => {
    const seen = withShapes(itemOf(id, matter), matter);
    const said = saidOf(id, matter);
    const told = seen !== null && seen.state !== 'open' ? seen : (said ?? seen);
    const { state, evidence } = told ?? { state: 'open' as const, evidence: 'Nobody said.' };
    return { id, text, state, evidence, digest: seen?.digest ?? digestOf(id, evidence) };
  });
}

/** As far as the project that is least far. */
function itemOf(id: string, { plan }: Matter): ChecklistItem | null {
  const items = (plan?.projects ?? []).flatMap(({ checklist }) => checklist.filter((item) => item.id === id));
  const worst = WORST_FIRST.find((state) => items.some((item) => item.state === state));
  return items.find(({ state }) => state === worst) ?? null;
}

/** What compares old and new in a proved series counts among the validation queries. */
function withShapes(item: ChecklistItem | null, matter: Matter): ChecklistItem | null {
  if (item?.id !== 'validation-verified') return item;
  const checks = matter.proved.flatMap((series) => series.checks ?? []);
  if (checks.length === 0) return item;
  const words = `${countOf(checks.length, 'query', 'queries')} over old and new found no difference, and each fault that was planted.`;
  if (item.state === 'proved') return { ...item, evidence: `${item.evidence} ${words}` };
  // Nothing but the series changes rows, so that its queries are all that is asked.
  const isAll =
    matter.runs.length === 0 && matter.plan?.projects.every(({ validation }) => validation.length === 0);
  return item.state === 'open' && isAll === true ? { ...item, ...proved(words) } : item;
}

type Answer = (brief: Brief, source: string, matter: Matter) => Told | null;

/** What the brief settles; naming somebody is not telling them, so the rest stays open. */
const SAID: Readonly<Record<string, Answer>> = {
  'current-state-documented': ({ move }, source) =>
    move === null ? null : proved(`From ${move.from}. ${source}.`),
  'target-state-documented': ({ move }, source) =>
    move === null ? null : proved(`To ${move.to}. ${source}.`),
  'code-paths-identified': ({ components }, source) =>
    settledBy(
      listInWords(
        components.map(({ component }) => component),
        7,
      ),
      source,
    ),
  'tested-on-staging': ({ staging }, source) => settledBy(staging, source),
  'snapshot-scheduled': ({ snapshot }, source) => settledBy(snapshot, source),
  'stakeholders-notified': ({ people }, source) => {
    const named = people.stakeholders.map(({ name, channel }) =>
      channel === null ? name : `${name} (${channel})`,
    );
    return named.length === 0 ? null : open(`To be told: ${listInWords(named, 6)}. ${source}.`);
  },
  'go-no-go-defined': (_, source, matter) => criteriaOf(matter, source),
  'on-call-assigned': ({ people }, source) => settledBy(people.onCall, source),
  'incident-communication': ({ people }, source) => settledBy(people.incidentChannel, source),
};

/** What the brief says of an item; null for nothing, and where there is no brief. */
export function saidOf(id: string, matter: Matter): Told | null {
  const { brief } = matter;
  return brief === null ? null : (SAID[id]?.(brief, `Said in ${code(brief.path)}`, matter) ?? null);
}

function settledBy(text: string | null, source: string): Told | null {
  return text === null || text === '' ? null : proved(`${text}. ${source}.`);
}

function criteriaOf(matter: Matter, source: string): Told {
  const missing = withoutCriteria(matter);
  return missing.length === 0
    ? proved(`For ${listInWords(matter.stages)}. ${source}.`)
    : open(`Not for ${listInWords(missing)}.`);
}

function proved(evidence: string): Told {
  return { state: 'proved', evidence };
}

function open(evidence: string): Told {
  return { state: 'open', evidence };
}

function digestOf(id: string, evidence: string): string {
  return createHash('sha256')
    .update(JSON.stringify([id, evidence]))
    .digest('hex')
    .slice(0, 16);
}
