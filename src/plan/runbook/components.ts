import { countOf } from '../../lib/count-of.ts';
import { code } from '../../lib/code.ts';
import type { BriefComponent } from '../../model/brief.ts';
import type { ComponentRow } from '../../model/runbook.ts';
import { COMPONENTS, type CodeReference, type ComponentId } from '../../model/surroundings.ts';
import type { Matter } from './matter.ts';

const NAMES: Readonly<Record<ComponentId, string>> = {
  routes: 'Backend API routes',
  frontend: 'Frontend pages',
  workers: 'Background workers',
  integrations: 'External integrations',
  caches: 'Cached data',
  reports: 'Reports and analytics',
  mobile: 'Mobile app',
  other: 'Other code',
};

/** Who is affected: what the search of the code found, and what the brief says, which goes before it. */
export function componentRows(matter: Matter): ComponentRow[] {
  const { brief } = matter;
  const said = brief?.components ?? [];
  const searched = wasSearched(matter);
  if (said.length === 0 && !isSought(matter)) return [];
  const own = COMPONENTS.flatMap((id) => {
    const told = said.find(({ component }) => component === id);
    if (id === 'other' && told === undefined && referencesIn(id, matter).length === 0) return [];
    return [told === undefined ? foundRow(id, matter, searched) : saidRow(told, NAMES[id])];
  });
  const others = said.filter(({ component }) => !isKnown(component));
  return [...own, ...others.map((one) => saidRow(one, one.component))];
}

/** Components that something of the change surely reaches. */
export function affectedComponents(matter: Matter): ReadonlySet<string> {
  const said = (matter.brief?.components ?? []).filter(({ affected }) => affected);
  const found = COMPONENTS.filter((id) =>
    referencesIn(id, matter).some(({ certainty }) => certainty === 'sure'),
  );
  return new Set([...said.map(({ component }) => component), ...found]);
}

function wasSearched(matter: Matter): boolean {
  return matter.surroundings?.references?.unsearched === null && isSought(matter);
}

/** Whether something goes that code may use. */
function isSought({ plan, stages }: Matter): boolean {
  return plan !== null && stages.includes('contract');
}

function isKnown(component: string): boolean {
  return (COMPONENTS as readonly string[]).includes(component);
}

function referencesIn(id: ComponentId, { surroundings }: Matter): readonly CodeReference[] {
  return (surroundings?.references?.references ?? []).filter(({ component }) => component === id);
}

function saidRow({ affected, impact, effort }: BriefComponent, component: string): ComponentRow {
  return {
    component,
    affected: affected ? 'yes' : 'no',
    impact: impact ?? (affected ? 'Not said' : 'None'),
    effort: effort ?? (affected ? 'Not said' : 'None'),
  };
}

function foundRow(id: ComponentId, matter: Matter, searched: boolean): ComponentRow {
  const component = NAMES[id];
  if (!isSought(matter))
    return { component, affected: 'unknown', impact: 'Nobody said', effort: 'Nobody said' };
  if (!searched)
    return { component, affected: 'unknown', impact: 'The code was not searched', effort: 'Unknown' };
  const found = referencesIn(id, matter);
  const sure = found.filter(({ certainty }) => certainty === 'sure');
  const [first] = sure.length > 0 ? sure : found;
  if (first === undefined)
    return { component, affected: 'no', impact: 'Nothing in it names what changes', effort: 'None' };
  const where = `, the first ${code(`${first.path}:${first.line}`)}`;
  if (sure.length === 0)
    return {
      component,
      affected: 'unknown',
      impact: `${placesThat(found.length, 'may mean', 'may mean')} what changes${where}`,
      effort: 'Look at them',
    };
  const likely = found.length - sure.length;
  const files = new Set(sure.map(({ path }) => path)).size;
  return {
    component,
    affected: 'yes',
    impact: `${placesThat(sure.length, 'names', 'name')} what changes${where}${likely > 0 ? `; ${placesThat(likely, 'more may mean', 'more may mean')} it` : ''}`,
    effort: countOf(files, 'file'),
  };
}

function placesThat(count: number, one: string, many: string): string {
  return `${countOf(count, 'place')} ${count === 1 ? one : many}`;
}
