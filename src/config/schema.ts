import { z } from 'zod';

import { LAYOUTS } from '../model/layout.ts';
import { TRANSACTION_MODES } from '../model/migration.ts';
import { COMMENT_MODES, FAIL_ON } from './configuration.ts';
import { parseDuration } from './duration.ts';
import { GRANT_FORMS, parseGrant } from './grant.ts';

const DIALECTS = ['postgres', 'mysql', 'sqlite'] as const;
const SEVERITIES = ['block', 'warn', 'note', 'off'] as const;

/** A path or pattern that cannot lead out of the repository. */
const inside = z
  .string()
  .min(1, 'a folder relative to the repository root')
  .refine(
    (path) => !/^(?:[\\/]|[a-z]:)/i.test(path) && !path.split(/[\\/]/).includes('..'),
    'a path inside the repository',
  );

const duration = z.union([z.string(), z.number()]).transform((value, context) => {
  const milliseconds = parseDuration(String(value));
  if (milliseconds !== null) return milliseconds;
  context.addIssue({ code: 'custom', message: 'a duration such as 5s, 500ms or 1min' });
  return z.NEVER;
});

const version = z.union([z.string().min(1, 'a version such as "0042"'), z.number()]).transform(String);

/** What stands for a template variable; a line break would move the lines of the file. */
const variable = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((value) => !/[\r\n]/.test(value), 'text on one line');

const names = z.array(z.string().min(1, 'a name'));

const grants = z.array(
  z.string().transform((text, context) => {
    const grant = parseGrant(text);
    if (grant !== null) return grant;
    context.addIssue({ code: 'custom', message: GRANT_FORMS });
    return z.NEVER;
  }),
);

function whole(least: number, most: number): z.ZodNumber {
  const range = `a whole number from ${least} to ${most}`;
  return z.number(range).int(range).min(least, range).max(most, range);
}

/** The values of every key, also for options and action inputs, which have the same names. */
export const VALUES = {
  dialect: z.enum(DIALECTS),
  layout: z.enum(LAYOUTS),
  transaction: z.enum(TRANSACTION_MODES),
  'server-version': whole(1, 99),
  'fail-on': z.enum(FAIL_ON),
  comment: z.enum(COMMENT_MODES),
  'lock-timeout': duration,
  since: version,
  'deadline-seconds': whole(1, 3600),
  'statement-seconds': whole(1, 3600),
  'memory-mb': whole(256, 16384),
} as const;

const project = z.strictObject({
  path: inside,
  dialect: VALUES.dialect.optional(),
  layout: VALUES.layout.optional(),
  'server-version': VALUES['server-version'].optional(),
  transaction: VALUES.transaction.optional(),
  files: inside.optional(),
  since: VALUES.since.optional(),
});

const rule = z.strictObject({
  severity: z.enum(SEVERITIES).optional(),
  accept: grants.optional(),
  options: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const who = z.strictObject({ tick: grants, attest: grants, accept: grants, decide: grants }).partial();

/** `.holdpoint.yml` as people write it. */
export const schema = z.strictObject({
  projects: z.array(project).optional(),
  rules: z.record(z.string(), rule).optional(),
  suppressions: z.enum(SEVERITIES).optional(),
  who: who.optional(),
  'override-days': whole(1, 3650).optional(),
  'fail-on': VALUES['fail-on'].optional(),
  comment: VALUES.comment.optional(),
  limits: z
    .strictObject({
      'deadline-seconds': VALUES['deadline-seconds'].optional(),
      'statement-seconds': VALUES['statement-seconds'].optional(),
      'memory-mb': VALUES['memory-mb'].optional(),
    })
    .optional(),
  'lock-timeout': VALUES['lock-timeout'].optional(),
  since: VALUES.since.optional(),
  variables: z.record(z.string(), variable).optional(),
  batch: z
    .strictObject({ rows: whole(1, 100_000), pause: duration })
    .partial()
    .optional(),
  presuppose: z.strictObject({ schemas: names, roles: names, extensions: names }).partial().optional(),
});

export type WrittenConfiguration = z.infer<typeof schema>;

/** The keys that may stand in the map at a path of the file; empty where any key may. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const [first, , third] = path;
  if (first === undefined) return Object.keys(schema.shape);
  if (first === 'projects' && third === undefined) return Object.keys(project.shape);
  if (first === 'presuppose') return ['schemas', 'roles', 'extensions'];
  if (first === 'batch') return ['rows', 'pause'];
  if (first === 'limits') return ['deadline-seconds', 'statement-seconds', 'memory-mb'];
  if (first === 'who') return Object.keys(who.shape);
  return first === 'rules' && path.length === 2 ? Object.keys(rule.shape) : [];
}
