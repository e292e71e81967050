import * as z from 'zod';
import { parseDuration } from '../config/duration.ts';
import { metric } from '../config/schema.ts';
import { BRIEF_KINDS } from '../model/brief.ts';

/** A value on which people rely; an empty one would be silently empty. */
const text = z.string().trim().min(1, 'text that is not empty');
const texts = z.array(text);
const version = z.union([text, z.number()]).transform(String);

const MOST_DAYS = 365;

function whole(least: number, most: number): z.ZodNumber {
  const range = `a whole number from ${least} to ${most}`;
  return z.number(range).int(range).min(least, range).max(most, range);
}

const pause = z.union([z.string(), z.number()]).transform((value, context) => {
  const milliseconds = parseDuration(String(value));
  if (milliseconds !== null) return milliseconds;
  context.addIssue({ code: 'custom', message: 'a duration such as 100ms or 1s' });
  return z.NEVER;
});

const stakeholder = z.strictObject({ name: text, channel: text.optional() });

const people = z.strictObject({
  'decision-maker': text.optional(),
  'on-call': text.optional(),
  stakeholders: z.array(stakeholder).optional(),
  responsibilities: z.record(z.string(), text).optional(),
  'incident-channel': text.optional(),
});

const impact = z.strictObject({
  customers: text.optional(),
  users: z.union([text, z.number()]).transform(String).optional(),
  uptime: text.optional(),
  services: texts.optional(),
});

const component = z.strictObject({
  component: text,
  affected: z.boolean(),
  impact: text.optional(),
  effort: text.optional(),
});

const dependency = z.strictObject({
  kind: z.enum(['reader', 'writer', 'job', 'cache', 'external']),
  name: text,
  note: text.optional(),
});

const difference = z.strictObject({ current: text, target: text, action: text.optional() });

const record = z.strictObject({ name: text, from: text, to: text, ttl: whole(1, 604_800).optional() });

const shares = z
  .array(whole(1, 100))
  .refine(
    (all) => all.every((share, index) => share > (all[index - 1] ?? 0)),
    'shares of traffic that grow, such as [1, 10, 50, 100]',
  );

const move = z.strictObject({
  from: text,
  to: text,
  compatibility: z.array(difference).optional(),
  formats: z.array(difference).optional(),
  topology: z.array(difference).optional(),
  records: z.array(record).optional(),
  webhooks: texts.optional(),
  credentials: texts.optional(),
  quotas: texts.optional(),
  certificates: texts.optional(),
  shares: shares.optional(),
  data: texts.optional(),
  replication: text.optional(),
});

const criteria = z.strictObject({
  go: texts.optional(),
  rollback: texts.optional(),
  decides: text.optional(),
});

/** `.holdpoint/briefs/<name>.yml` as people write it. */
export const briefSchema = z.strictObject({
  kind: z.enum(BRIEF_KINDS),
  title: text,
  purpose: text.optional(),
  migrations: z.array(version).optional(),
  people: people.optional(),
  impact: impact.optional(),
  components: z.array(component).optional(),
  dependencies: z.array(dependency).optional(),
  move: move.optional(),
  criteria: z
    .strictObject({ expand: criteria, migrate: criteria, switch: criteria, contract: criteria })
    .partial()
    .optional(),
  window: z.strictObject({ start: text, minutes: whole(1, 100_000).optional() }).optional(),
  staging: text.optional(),
  snapshot: text.optional(),
  'bake-days': whole(0, MOST_DAYS).optional(),
  batch: z.strictObject({ rows: whole(1, 1_000_000).optional(), pause: pause.optional() }).optional(),
  metrics: z.record(z.string(), metric).optional(),
});

export type WrittenBrief = z.infer<typeof briefSchema>;

/** The lists of a move. */
export const MOVE_LISTS = Object.keys(move.shape).filter(
  (key) => !['from', 'to', 'replication'].includes(key),
) as readonly Exclude<keyof typeof move.shape, 'from' | 'to' | 'replication'>[];
