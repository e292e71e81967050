import * as z from 'zod';
import { COMPONENTS } from '../../model/surroundings.ts';

const reference = z.strictObject({
  object: z.string().describe('As it is shipped: users.email'),
  side: z.enum(['base', 'head']),
  path: z.string(),
  line: z.int(),
  text: z.string().describe('The line without blanks around it, shortened'),
  form: z.string().describe('The name that was found: emailAddress'),
  component: z.enum(COMPONENTS),
  certainty: z.enum(['sure', 'likely']).describe('likely: the name can mean something else'),
});

const bake = z.strictObject({
  object: z.string(),
  path: z.string(),
  line: z.int(),
  state: z.enum(['baked', 'too-early', 'no-release', 'in-use', 'unknown']),
  unusedSince: z.string().nullable().describe('Day on which the branch stopped using it'),
  releases: z.array(z.string()).describe('Releases that hold the code without it, newest first'),
  days: z.int().describe('Days that are asked for'),
  from: z.string().nullable().describe('First day on which it may go'),
  because: z.string(),
});

/** Code, database objects, time and other pull requests around the change. */
export const surroundingsSchema = z
  .strictObject({
    references: z
      .strictObject({
        unsearched: z.string().nullable().describe('Why the code was not searched; null when it was'),
        files: z.int().describe('Files that were looked through at the head'),
        references: z.array(reference).describe('Code that uses what is dropped, renamed or retyped'),
      })
      .nullable()
      .describe('Null when nothing is dropped, renamed or retyped'),
    dependants: z
      .array(z.strictObject({ object: z.string(), kind: z.string(), name: z.string() }))
      .describe('Objects of the database that rest on it'),
    bakes: z.array(bake).describe('Since when the branch does without what is dropped or renamed'),
    neighbors: z
      .array(
        z.strictObject({
          number: z.int(),
          title: z.string(),
          kind: z.enum(['version', 'table']),
          name: z.string(),
        }),
      )
      .describe('Other open pull requests that touch the same tables or versions'),
  })
  .meta({ id: 'surroundings' });
