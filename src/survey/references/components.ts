import { matchesPattern } from '../../lib/wildcard.ts';
import type { ComponentId } from '../../model/surroundings.ts';

/** Patterns by component, in the order in which they are tried; the first that fits counts. */
export type Components = Readonly<Partial<Record<ComponentId, readonly string[]>>>;

const inFolders = (...names: readonly string[]): string[] => names.map((name) => `**/${name}/**`);

/** What folders are usually called. */
const USUAL: Components = {
  mobile: inFolders('mobile', 'ios', 'android', 'flutter'),
  workers: inFolders(
    'workers',
    'worker',
    'jobs',
    'job',
    'queues',
    'queue',
    'tasks',
    'consumers',
    'cron',
    'sidekiq',
  ),
  integrations: inFolders('integrations', 'integration', 'webhooks', 'clients', 'connectors', 'providers'),
  caches: inFolders('cache', 'caches', 'caching', 'redis'),
  reports: inFolders('reports', 'reporting', 'analytics', 'dashboards', 'exports', 'etl', 'dbt'),
  frontend: [
    ...inFolders('frontend', 'client', 'web', 'ui', 'components', 'views', 'templates', 'pages', 'assets'),
    ...['**/*.tsx', '**/*.jsx', '**/*.vue', '**/*.svelte', '**/*.html', '**/*.erb'],
  ],
  routes: inFolders(
    'routes',
    'routers',
    'controllers',
    'api',
    'handlers',
    'endpoints',
    'resolvers',
    'graphql',
    'server',
  ),
};

const ORDER = Object.keys(USUAL) as (keyof typeof USUAL)[];

/** The component of a file: what the configuration says goes before what folders are usually called. */
export function componentOf(path: string, told: Components): ComponentId {
  const fits = (components: Components) => (id: ComponentId) =>
    (components[id] ?? []).some((pattern) => matchesPattern(path, pattern));
  const configured = (Object.keys(told) as ComponentId[]).find(fits(told));
  return configured ?? ORDER.find((id) => told[id] === undefined && fits(USUAL)(id)) ?? 'other';
}
