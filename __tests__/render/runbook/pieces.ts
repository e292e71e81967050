import type { Estimate } from '../../../src/model/statistics.ts';
import type { RunbookStep, Script } from '../../../src/model/runbook.ts';

export function sql(text: string, about: Partial<Script> = {}): Script {
  return {
    language: 'sql',
    text,
    where: 'On the primary `shop-db-1`, as `shop_owner`.',
    how: 'psql -v ON_ERROR_STOP=1 -d shop',
    witness: 'Ran on `pglite 18.6` with synthetic rows, without an error.',
    ...about,
  };
}

export function shell(text: string, about: Partial<Script> = {}): Script {
  return {
    language: 'sh',
    text,
    where: 'On a workstation with access to both accounts.',
    how: 'Line by line; stop at the first error.',
    witness: null,
    ...about,
  };
}

export function step(title: string, about: Partial<RunbookStep> = {}): RunbookStep {
  return { title, place: null, script: null, blocks: null, estimate: null, check: null, ...about };
}

export function estimate(about: Partial<Estimate> = {}): Estimate {
  return {
    relation: 'users',
    rows: 4_812_330,
    bytes: 1_503_238_553,
    seconds: 0.02,
    class: 'instant',
    disk: 0,
    lag: null,
    basis: 'Sizes of 2026-11-20 from `.holdpoint/stats.json`.',
    query: null,
    ...about,
  };
}
