import * as z from 'zod';
import { schema } from './schema.ts';

/** `docs/stats.schema.json`, for editors. */
export function statisticsJsonSchema(): object {
  return {
    ...z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }),
    title: 'Holdpoint statistics',
    description: 'Sizes of a live database without any data of it. See docs/statistics.md.',
  };
}
