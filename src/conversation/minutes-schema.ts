import * as z from 'zod';

const act = { by: z.string(), at: z.string() };

const reason = z.strictObject({
  kind: z.enum(['finding', 'unknown', 'checklist', 'clear']),
  id: z.string().nullable(),
  text: z.string(),
  path: z.string().nullable(),
  line: z.number().nullable(),
});

const docket = z.strictObject({
  folder: z.string(),
  charges: z.array(
    z.strictObject({
      weighs: z.enum(['no-go', 'hold']),
      reason,
      contested: z.array(z.strictObject({ rule: z.string(), object: z.string() })).min(1),
      next: z.string(),
    }),
  ),
  clear: z.array(reason),
  checklist: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      state: z.enum(['proved', 'open', 'failed']),
      evidence: z.string(),
      digest: z.string(),
    }),
  ),
  danger: z.strictObject({ why: z.string(), path: z.string(), line: z.number().nullable() }).nullable(),
});

/** The minutes as they stand in a comment; what does not fit was not written by this version. */
export const schema = z.strictObject({
  version: z.literal(1),
  head: z.string(),
  base: z.string(),
  body: z.string().nullable(),
  docket: docket.nullable(),
  shown: z.record(z.string(), z.string()),
  read: z.number(),
  edit: z.string().nullable(),
  settled: z.array(
    z.strictObject({ ...act, item: z.string(), digest: z.string(), how: z.enum(['tick', 'attest']) }),
  ),
  overrides: z.array(
    z.strictObject({
      ...act,
      rule: z.string(),
      object: z.string().nullable(),
      until: z.string(),
      because: z.string(),
      comment: z.number(),
      revoked: z.strictObject(act).nullable(),
    }),
  ),
  rulings: z.array(
    z.strictObject({
      ...act,
      phase: z.enum(['expand', 'migrate', 'contract']),
      ruling: z.enum(['go', 'no-go']),
      because: z.string().nullable(),
      comment: z.number(),
    }),
  ),
});
