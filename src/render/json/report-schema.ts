import * as z from 'zod';
import { TRANSACTION_MODES } from '../../model/migration.ts';
import { estimateSchema } from './estimate-schema.ts';
import { allowedSchema, errorSchema, findingSchema, trialSchema } from './outcome-schemas.ts';
import { statementSchema } from './statement-schema.ts';
import { surroundingsSchema } from './surroundings-schema.ts';

const place = { path: z.string().nullable(), line: z.int().nullable() };

const reason = z
  .strictObject({
    kind: z.enum(['finding', 'unknown', 'checklist', 'clear']),
    id: z.string().nullable().describe('Rule id of a finding, id of a checklist item; null otherwise'),
    text: z.string(),
    ...place,
  })
  .meta({ id: 'reason' });

const verdict = z.strictObject({
  outcome: z.enum(['go', 'hold', 'no-go', 'nothing']).describe('nothing: the change holds no migrations'),
  reasons: z.array(reason).describe('Weightiest first'),
  next: z.string(),
});

const migration = z
  .strictObject({
    version: z.string(),
    name: z.string(),
    path: z.string(),
    previousPath: z.string().nullable(),
    status: z.enum(['added', 'edited', 'renamed', 'deleted']),
    transaction: z.enum(TRANSACTION_MODES),
    checksum: z.string(),
    rehearsed: z.boolean().describe('False for shipped migrations that the change edits, renames or deletes'),
    statements: z.array(statementSchema),
    rollback: trialSchema.describe('The generated way back'),
    down: trialSchema.nullable().describe('Its own down file; null when it brings none'),
    findings: z.array(findingSchema).describe('About the migration as a whole'),
  })
  .meta({ id: 'migration' });

const validation = z
  .strictObject({
    when: z.enum(['before', 'after']),
    title: z.string(),
    sql: z.string(),
    expect: z.string().nullable(),
    outcome: z.enum(['ok', 'unexpected', 'failed', 'untried']).describe('On synthetic rows'),
    answer: z.string().nullable(),
    reason: z.string(),
    path: z.string(),
    line: z.int(),
  })
  .meta({ id: 'validation' });

const backfill = z
  .strictObject({
    path: z.string(),
    line: z.int(),
    relation: z.string().describe('Table whose rows are walked'),
    key: z.array(z.string()).describe('Columns that the walk follows, in order'),
    rows: z.int().describe('Of one batch'),
    pause: z.int().describe('Milliseconds between two batches'),
    prepare: z.array(z.string()),
    procedure: z.array(z.string()).nullable().describe('null before PostgreSQL 11'),
    script: z.strictObject({ tool: z.string(), text: z.string() }),
    progress: z.string(),
    skipped: z.string(),
    cleanUp: z.array(z.string()),
    triedOn: z.int().describe('Synthetic rows on which it gave the same as the single statement'),
  })
  .meta({ id: 'backfill' });

const checklistItem = z.strictObject({
  id: z.string(),
  text: z.string(),
  state: z.enum(['proved', 'open', 'failed']),
  evidence: z.string(),
});

const unknown = z.strictObject({ what: z.string(), because: z.string(), ...place });

const historyFault = z
  .strictObject({
    kind: z.enum(['duplicate-version', 'out-of-order', 'unrecognized-file']),
    paths: z.array(z.string()),
    version: z.string().nullable(),
    detail: z.string(),
  })
  .meta({ id: 'unknown' });

const replayFailure = z.strictObject({
  path: z.string(),
  line: z.int(),
  sql: z.string(),
  error: errorSchema,
});

const project = z
  .strictObject({
    path: z.string(),
    dialect: z.enum(['postgres', 'mysql', 'sqlite']),
    layout: z.string(),
    layoutReason: z.string(),
    serverVersion: z.string().nullable(),
    engine: z
      .strictObject({ name: z.string(), version: z.string() })
      .nullable()
      .describe('null when none ran'),
    base: z.strictObject({
      migrations: z.int(),
      statements: z.int(),
      failures: z.array(replayFailure),
      standIns: z
        .array(z.string())
        .describe('What no migration creates and was made up so that the replay could go on'),
    }),
    migrations: z.array(migration),
    rollback: trialSchema.nullable().describe('The way back of the whole change, run as one'),
    findings: z.array(findingSchema).describe('About the history itself'),
    allowed: z.array(allowedSchema).describe('Findings that comments in the files allow; they do not count'),
    estimates: z.array(estimateSchema).optional().describe('Only where statistics tell sizes'),
    faults: z.array(historyFault),
    backfills: z.array(backfill).describe('Changes of rows in batches that were tried and ended in the same'),
    validation: z.array(validation),
    checklist: z.array(checklistItem),
    unknowns: z.array(unknown),
    surroundings: surroundingsSchema
      .nullable()
      .describe('Who uses what the change takes away; null when it takes nothing away, or nobody looked'),
  })
  .meta({ id: 'project' });

/** The JSON report. Its keys are a contract: keys are added, never renamed or taken away. */
export const reportSchema = z.strictObject({
  format: z.literal(1),
  base: z.string().nullable().describe('What was compared with what; null when nothing was'),
  head: z.string().nullable(),
  verdict,
  projects: z.array(project),
  notices: z
    .array(z.strictObject({ path: z.string(), text: z.string() }))
    .describe('Migrations that were seen and not read, and edits of the configuration'),
});

export type JsonReport = z.infer<typeof reportSchema>;

/** `docs/report.schema.json`. */
export function reportJsonSchema(): object {
  return {
    ...z.toJSONSchema(reportSchema, { target: 'draft-7' }),
    title: 'Holdpoint report',
    description: 'What was seen, found and decided for the SQL migrations of one change.',
  };
}
