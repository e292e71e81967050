import { problemOf, schemaFaults, type Fault } from '../config/faults.ts';
import { readYaml, type YamlFile } from '../config/yaml-file.ts';
import { STAGES, type Brief, type BriefCriteria, type BriefMove, type Stage } from '../model/brief.ts';
import { keysOfSchema } from './keys-at.ts';
import { briefSchema, MOVE_LISTS, type WrittenBrief } from './schema.ts';
import { secretFaults } from './secrets.ts';

/**
 * Reads a brief.
 *
 * @param path relative to the repository root; it stands in messages and in the runbook.
 * @throws Problem `configuration-syntax`, `unknown-key`, `invalid-value` or `secret`, each with file and line.
 */
export function parseBrief(text: string, path: string): Brief {
  const file = readYaml(text, path);
  const parsed = briefSchema.safeParse(file.value ?? {});
  const faults = [
    ...secretFaults(file),
    ...(parsed.success
      ? moveFaults(file, parsed.data)
      : schemaFaults(file, parsed.error.issues, (keys) => keysOfSchema(briefSchema, keys))),
  ];
  const problem = problemOf(path, faults);
  if (problem !== null) throw problem;
  return briefOf(briefSchema.parse(file.value ?? {}), path);
}

/** From what to what belongs to providers and infrastructure; SQL says it for databases. */
function moveFaults(file: YamlFile, { kind, move }: WrittenBrief): Fault[] {
  if ((kind === 'database') === (move === undefined)) return [];
  const line = file.lineOfKey([], move === undefined ? 'kind' : 'move');
  return [
    move === undefined
      ? {
          code: 'invalid-value',
          line,
          text: `a brief of kind ${kind} needs move`,
          hint: 'Add move with from and to; see docs/briefs.md.',
        }
      : {
          code: 'invalid-value',
          line,
          text: 'a brief of kind database has no move',
          hint: 'Its migrations say it; take move out, or change kind.',
        },
  ];
}

function briefOf(written: WrittenBrief, path: string): Brief {
  const { kind, title, purpose, window, staging, snapshot } = written;
  return {
    path,
    kind,
    title,
    purpose: purpose ?? null,
    ...listsOf(written),
    people: peopleOf(written.people ?? {}),
    impact: impactOf(written.impact ?? {}),
    move: written.move === undefined ? null : moveOf(written.move),
    criteria: criteriaOf(written.criteria ?? {}),
    window: window === undefined ? null : { start: window.start, minutes: window.minutes ?? null },
    staging: staging ?? null,
    snapshot: snapshot ?? null,
    ...numbersOf(written),
  };
}

function numbersOf({
  batch,
  metrics,
  'bake-days': bakeDays,
}: WrittenBrief): Pick<Brief, 'bakeDays' | 'batch' | 'metrics'> {
  return {
    bakeDays: bakeDays ?? null,
    batch: batch === undefined ? null : batchOf(batch),
    metrics: metricsOf(metrics ?? {}),
  };
}

function listsOf(written: WrittenBrief): Pick<Brief, 'migrations' | 'components' | 'dependencies'> {
  return {
    migrations: written.migrations ?? [],
    components: (written.components ?? []).map(({ component, affected, impact, effort }) => ({
      component,
      affected,
      impact: impact ?? null,
      effort: effort ?? null,
    })),
    dependencies: (written.dependencies ?? []).map(({ kind, name, note }) => ({
      kind,
      name,
      note: note ?? null,
    })),
  };
}

function peopleOf(written: NonNullable<WrittenBrief['people']>): Brief['people'] {
  return {
    decisionMaker: written['decision-maker'] ?? null,
    onCall: written['on-call'] ?? null,
    stakeholders: (written.stakeholders ?? []).map(({ name, channel }) => ({
      name,
      channel: channel ?? null,
    })),
    responsibilities: written.responsibilities ?? {},
    incidentChannel: written['incident-channel'] ?? null,
  };
}

function impactOf({
  customers,
  users,
  uptime,
  services,
}: NonNullable<WrittenBrief['impact']>): Brief['impact'] {
  return {
    customers: customers ?? null,
    users: users ?? null,
    uptime: uptime ?? null,
    services: services ?? [],
  };
}

type WrittenMove = NonNullable<WrittenBrief['move']>;

function moveOf(written: WrittenMove): BriefMove {
  const { from, to, replication, records, webhooks, credentials, quotas, certificates, shares, data } =
    written;
  return {
    from,
    to,
    compatibility: differencesOf(written.compatibility),
    formats: differencesOf(written.formats),
    topology: differencesOf(written.topology),
    records: (records ?? []).map(({ ttl, ...record }) => ({ ...record, ttl: ttl ?? null })),
    webhooks: webhooks ?? [],
    credentials: credentials ?? [],
    quotas: quotas ?? [],
    certificates: certificates ?? [],
    shares: shares ?? [],
    data: data ?? [],
    replication: replication ?? null,
    unsaid: MOVE_LISTS.filter((key) => written[key] === undefined),
  };
}

function differencesOf(written: WrittenMove['formats']): BriefMove['formats'] {
  return (written ?? []).map(({ current, target, action }) => ({ current, target, action: action ?? null }));
}

function criteriaOf(written: NonNullable<WrittenBrief['criteria']>): Brief['criteria'] {
  const entries = STAGES.flatMap((stage): [Stage, BriefCriteria][] => {
    const said = written[stage];
    if (said === undefined) return [];
    return [[stage, { go: said.go ?? [], rollback: said.rollback ?? [], decides: said.decides ?? null }]];
  });
  return Object.fromEntries(entries);
}

function batchOf({ rows, pause }: NonNullable<WrittenBrief['batch']>): Brief['batch'] {
  return { ...(rows === undefined ? {} : { rows }), ...(pause === undefined ? {} : { pause }) };
}

function metricsOf(written: NonNullable<WrittenBrief['metrics']>): Brief['metrics'] {
  return Object.fromEntries(
    Object.entries(written).map(([id, { normal, alert, action }]) => [
      id,
      { normal, alert, action: action ?? null },
    ]),
  );
}
