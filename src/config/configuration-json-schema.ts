import * as z from 'zod';
import { schema } from './schema.ts';

/** `docs/configuration.schema.json`, for editors. Units of durations and ids of rules only the reader checks. */
export function configurationJsonSchema(): object {
  return {
    ...z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }),
    title: 'Holdpoint configuration',
    description: 'What .holdpoint.yml may say. See docs/configuration.md.',
  };
}
