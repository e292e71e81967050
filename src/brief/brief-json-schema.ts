import * as z from 'zod';
import { briefSchema } from './schema.ts';

/** `docs/brief.schema.json`, for editors. */
export function briefJsonSchema(): object {
  return {
    ...z.toJSONSchema(briefSchema, { target: 'draft-7', io: 'input' }),
    title: 'Holdpoint brief',
    description: 'What .holdpoint/briefs/<name>.yml may say. See docs/briefs.md.',
  };
}
