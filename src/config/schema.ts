import * as z from 'zod';

import { LAYOUTS } from '../model/layout.ts';
import { TRANSACTION_MODES } from '../model/migration.ts';
import { COMPONENTS } from '../model/surroundings.ts';
import { COMMENT_MODES, FAIL_ON, PLAN_MODES } from './configuration.ts';
import { parseDuration } from './duration.ts';
import { parseRate } from './rate.ts';
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

function rate(unit: 'bytes' | 'rows', example: string): z.ZodType<number, string> {
  return z.string().transform((value, context) => {
    const perSecond = parseRate(value, unit);
    if (perSecond !== null) return perSecond;
    context.addIssue({ code: 'custom', message: `a rate such as ${example}` });
    return z.NEVER;
  });
}

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

const VERSION = 'a whole number from 1 to 99, or a version in quotes such as "3.40"';

/** A server's version as people write it; what it may be in a dialect is known where the dialect is. */
const serverVersion = z.union(
  [whole(1, 99), z.string().regex(/^\d{1,2}(?:\.\d{1,3}){0,2}$/, VERSION)],
  VERSION,
);

/** The values of every key, also for options and action inputs, which have the same names. */
export const VALUES = {
  dialect: z.enum(DIALECTS),
  layout: z.enum(LAYOUTS),
  transaction: z.enum(TRANSACTION_MODES),
  'server-version': serverVersion,
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

const components = z.partialRecord(z.enum(COMPONENTS), z.array(inside));

const who = z.strictObject({ tick: grants, attest: grants, accept: grants, decide: grants }).partial();

const rates = z
  .strictObject({
    scan: rate('bytes', '200MB/s'),
    rewrite: rate('bytes', '40MB/s'),
    'index-build': rate('bytes', '40MB/s'),
    rows: rate('rows', '20000/s'),
    batch: duration,
  })
  .partial();

const smallTables = z.strictObject({ rows: whole(0, 1_000_000), time: duration }).partial();
const threshold = z.string().min(1, 'a threshold such as "< 0.1 %"');

/** Thresholds of one metric, as `.holdpoint.yml` and briefs write them. */
export const metric = z.strictObject({
  normal: threshold,
  alert: threshold,
  action: z.string().min(1, 'what to do').optional(),
});

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
  metrics: z.record(z.string(), metric).optional(),
  batch: z
    .strictObject({ rows: whole(1, 100_000), pause: duration })
    .partial()
    .optional(),
  presuppose: z
    .strictObject({
      schemas: names,
      roles: names,
      extensions: names,
      functions: names,
      'foreign-keys': z.boolean(),
      journal: z.enum(['rollback', 'wal']),
    })
    .partial()
    .optional(),
  stats: inside.optional(),
  rates: rates.optional(),
  'small-tables': smallTables.optional(),
  'bake-days': whole(0, 365).optional(),
  releases: z.string().min(1, 'a pattern of tags such as "v*"').optional(),
  components: components.optional(),
  plan: z.enum(PLAN_MODES).optional(),
});

export type WrittenConfiguration = z.infer<typeof schema>;

/** Keys of the maps right under the root. */
const KEYS_OF: Readonly<Record<string, readonly string[]>> = {
  presuppose: ['schemas', 'roles', 'extensions', 'functions', 'foreign-keys', 'journal'],
  components: COMPONENTS,
  batch: ['rows', 'pause'],
  limits: ['deadline-seconds', 'statement-seconds', 'memory-mb'],
  rates: Object.keys(rates.shape),
  'small-tables': Object.keys(smallTables.shape),
  who: Object.keys(who.shape),
};

/** The keys that may stand in the map at a path of the file; empty where any key may. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const [first, , third] = path;
  if (first === undefined) return Object.keys(schema.shape);
  if (first === 'projects' && third === undefined) return Object.keys(project.shape);
  if (first === 'metrics' && path.length === 2) return Object.keys(metric.shape);
  if (first === 'rules' && path.length === 2) return Object.keys(rule.shape);
  return KEYS_OF[String(first)] ?? [];
}
