import type { StatementEstimate } from '../../model/statistics.ts';
import type { JsonProject } from './json-findings.ts';

type JsonEstimate = NonNullable<JsonProject['estimates']>[number];

/** An estimate, key by key, so that nothing else slips in. Seconds to the millisecond, bytes in whole ones. */
export function jsonEstimate(estimate: StatementEstimate): JsonEstimate {
  const { path, line, seconds, small, relations } = estimate;
  return {
    ...{ path, line, seconds: rounded(seconds), class: estimate.class, small },
    relations: relations.map((each) => ({
      relation: each.relation,
      works: [...each.works],
      blocks: each.blocks,
      rows: each.rows,
      bytes: each.bytes,
      seconds: rounded(each.seconds),
      class: each.class,
      disk: each.disk === null ? null : Math.ceil(each.disk),
      lag: rounded(each.lag),
      basis: each.basis,
      query: each.query,
      ...(each.backfill === undefined ? {} : { backfill: rounded(each.backfill) ?? 0 }),
    })),
  };
}

function rounded(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds * 1000) / 1000;
}
