import { USUAL_BATCH, type BatchSettings } from '../model/brief.ts';
import type { ProjectSettings } from '../model/project-settings.ts';
import { DEFAULT_CONFIGURATION, type Configuration } from './configuration.ts';
import { problemOf, ruleFaults, schemaFaults } from './faults.ts';
import { rightsOf } from './rights-of.ts';
import { optionFaults, ruleSettings, type KnownRule } from './rule-settings.ts';
import { keysAt, schema, type WrittenConfiguration } from './schema.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/**
 * Reads `.holdpoint.yml`. An empty file is all defaults.
 *
 * @param path for messages.
 * @param knownRules the rules that may be configured, with their options.
 * @throws Problem `configuration-syntax`, `unknown-key`, `unknown-rule`, `unknown-option` or `invalid-value`, each with file and line.
 */
export function parseConfiguration(
  text: string,
  path: string,
  knownRules: readonly KnownRule[],
): Configuration {
  const file = readYaml(text, path);
  const parsed = schema.safeParse(file.value ?? {});
  const faults = [
    ...(parsed.success ? [] : schemaFaults(file, parsed.error.issues, keysAt)),
    ...ruleFaults(
      file,
      writtenRules(file),
      knownRules.map(({ id }) => id),
    ),
    ...(parsed.success ? optionFaults(file, parsed.data.rules ?? {}, knownRules) : []),
  ];
  const problem = problemOf(path, faults);
  if (problem !== null) throw problem;
  return withDefaults(schema.parse(file.value ?? {}), knownRules);
}

/** Rule ids as written, also when something else is wrong with the file. */
function writtenRules({ value }: YamlFile): string[] {
  const rules: unknown = typeof value === 'object' && value !== null && 'rules' in value ? value.rules : null;
  return typeof rules === 'object' && rules !== null && !Array.isArray(rules) ? Object.keys(rules) : [];
}

function withDefaults(written: WrittenConfiguration, knownRules: readonly KnownRule[]): Configuration {
  const usual = DEFAULT_CONFIGURATION;
  return {
    projects: (written.projects ?? []).map(projectSettings),
    rules: ruleSettings(written.rules ?? {}, knownRules),
    suppressions: written.suppressions ?? usual.suppressions,
    failOn: written['fail-on'] ?? usual.failOn,
    comment: written.comment ?? usual.comment,
    limits: limitsOf(written.limits ?? {}),
    lockTimeout: written['lock-timeout'] ?? usual.lockTimeout,
    since: written.since ?? usual.since,
    rights: rightsOf(written),
    variables: written.variables ?? usual.variables,
    presuppose: presupposedOf(written.presuppose ?? {}),
    ...sizesOf(written),
    metrics: metricsOf(written.metrics ?? {}),
    ...timeAndPlaces(written),
    batch: batchOf(written.batch),
  };
}

/** What a change is held against that takes something away. */
function timeAndPlaces(
  written: WrittenConfiguration,
): Pick<Configuration, 'bakeDays' | 'releases' | 'components' | 'plan'> {
  const usual = DEFAULT_CONFIGURATION;
  return {
    bakeDays: written['bake-days'] ?? usual.bakeDays,
    releases: written.releases ?? usual.releases,
    components: written.components ?? usual.components,
    plan: written.plan ?? usual.plan,
  };
}

function sizesOf(written: WrittenConfiguration): Pick<Configuration, 'stats' | 'rates' | 'smallTables'> {
  const { scan, rewrite, 'index-build': indexBuild, rows, batch } = written.rates ?? {};
  const usual = DEFAULT_CONFIGURATION;
  const given = { scan, rewrite, indexBuild, rows, batch };
  return {
    stats: written.stats ?? usual.stats,
    rates: { ...usual.rates, ...withoutGaps(given) },
    smallTables: { ...usual.smallTables, ...withoutGaps(written['small-tables'] ?? {}) },
  };
}

function withoutGaps<Key extends string>(
  values: Partial<Record<Key, number | undefined>>,
): Partial<Record<Key, number>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Record<Key, number>
  >;
}

/** Thresholds as they are written; an action that nobody named is the usual one. */
function metricsOf(written: NonNullable<WrittenConfiguration['metrics']>): Configuration['metrics'] {
  return Object.fromEntries(
    Object.entries(written).map(([id, { normal, alert, action }]) => [
      id,
      { normal, alert, action: action ?? null },
    ]),
  );
}

/** Null where the file has none, so that no backfill is written. */
function batchOf(written: WrittenConfiguration['batch']): BatchSettings | null {
  if (written === undefined) return null;
  const { rows = USUAL_BATCH.rows, pause = USUAL_BATCH.pause } = written;
  return { rows, pause };
}

function presupposedOf(
  written: NonNullable<WrittenConfiguration['presuppose']>,
): Configuration['presuppose'] {
  const {
    schemas = [],
    roles = [],
    extensions = [],
    functions,
    journal,
    'foreign-keys': foreignKeys,
  } = written;
  return {
    ...{ schemas, roles, extensions },
    ...(functions === undefined ? {} : { functions }),
    ...(foreignKeys === undefined ? {} : { foreignKeys }),
    ...(journal === undefined ? {} : { journal }),
  };
}

function limitsOf(written: NonNullable<WrittenConfiguration['limits']>): Configuration['limits'] {
  const usual = DEFAULT_CONFIGURATION.limits;
  return {
    deadlineSeconds: written['deadline-seconds'] ?? usual.deadlineSeconds,
    statementSeconds: written['statement-seconds'] ?? usual.statementSeconds,
    memoryMb: written['memory-mb'] ?? usual.memoryMb,
  };
}

function projectSettings(written: NonNullable<WrittenConfiguration['projects']>[number]): ProjectSettings {
  return {
    path: written.path,
    dialect: written.dialect ?? null,
    layout: written.layout ?? null,
    serverVersion: written['server-version'] ?? null,
    transaction: written.transaction ?? null,
    files: written.files ?? null,
    since: written.since ?? null,
  };
}
