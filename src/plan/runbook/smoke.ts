import { code, codes } from '../../lib/code.ts';
import { listInWords } from '../../lib/list-in-words.ts';
import type { Matter } from './matter.ts';
import { affectedComponents } from './components.ts';
import { MOST_NAMES, shippedTables } from './names.ts';

/** Checks of the application that fit what changes, after each deployment. */
export function smokeChecks(matter: Matter): string[] {
  const reaches = matter.stages.includes('switch') || matter.lost.length > 0;
  if (!reaches) return [];
  return [
    ...applicationChecks(matter),
    ...componentChecks(matter),
    ...(matter.said.move?.webhooks ?? []).map((hook) => `Webhook ${code(hook)} arrives and is processed`),
    ...named(matter, 'cache').map((cache) => `Cache ${code(cache)} holds the new form`),
    'Error rate and latency are not up',
  ];
}

const BY_COMPONENT: Readonly<Record<string, string>> = {
  integrations: 'Run the integration tests of the API',
  frontend: 'Search and filters show the right rows',
  reports: 'Reports and dashboards show the right numbers',
  mobile: 'The mobile app, in the oldest version that is supported, still works',
};

function componentChecks(matter: Matter): string[] {
  const affected = affectedComponents(matter);
  const jobs = named(matter, 'job');
  const works = Object.entries(BY_COMPONENT).flatMap(([id, check]) => (affected.has(id) ? check : []));
  return affected.has('workers') || jobs.length > 0
    ? [`Background jobs run to their end${ofNames(jobs)}`, ...works]
    : works;
}

function applicationChecks(matter: Matter): string[] {
  if (matter.brief !== null && matter.brief.kind !== 'database')
    return [`Log in, list, create and edit with ${matter.brief.move?.to ?? 'what is new'} behind it`];
  const tables = listInWords(codes(shippedTables(matter)), MOST_NAMES);
  return tables === '' ? [] : [`Log in, then list, create and edit what is in ${tables}`];
}

function named({ brief }: Matter, kind: 'job' | 'cache'): string[] {
  return (brief?.dependencies ?? []).filter((one) => one.kind === kind).map(({ name }) => name);
}

function ofNames(names: readonly string[]): string {
  return names.length === 0 ? '' : `: ${listInWords(codes(names), MOST_NAMES)}`;
}
