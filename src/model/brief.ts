import type { ComponentId } from './surroundings.ts';

export const BRIEF_KINDS = ['database', 'provider', 'infrastructure'] as const;
export type BriefKind = (typeof BRIEF_KINDS)[number];

export const STAGES = ['expand', 'migrate', 'switch', 'contract'] as const;
/** A part of a migration between two deployments. `switch` is the deployment that reads what is new. */
export type Stage = (typeof STAGES)[number];

/** What only people know about a migration, as its file in `.holdpoint/briefs/` says it. Absent keys are null or empty. */
export interface Brief {
  /** File, relative to the repository root. */
  readonly path: string;
  readonly kind: BriefKind;
  readonly title: string;
  /** Why it is done, in a sentence or two. */
  readonly purpose: string | null;
  /** Patterns of paths, or versions, of the migrations that it belongs to. */
  readonly migrations: readonly string[];
  readonly people: BriefPeople;
  readonly impact: BriefImpact;
  readonly components: readonly BriefComponent[];
  readonly dependencies: readonly BriefDependency[];
  /** For a provider or infrastructure; null for a database. */
  readonly move: BriefMove | null;
  /** Per stage; stages that are not named have none. */
  readonly criteria: Partial<Readonly<Record<Stage, BriefCriteria>>>;
  readonly window: BriefWindow | null;
  /** Where and when it ran on a copy of production: `staging, restored on 2026-11-20`. */
  readonly staging: string | null;
  /** Which copy is made before it starts, and when. */
  readonly snapshot: string | null;
  /** Days between the switch and the contract; null for the configured ones. */
  readonly bakeDays: number | null;
  /** Null for the configured ones. */
  readonly batch: Partial<BatchSettings> | null;
  /** By the metric's id; metrics that are not named keep their usual thresholds. */
  readonly metrics: Readonly<Record<string, BriefMetric>>;
}

export interface BriefPeople {
  readonly decisionMaker: string | null;
  readonly onCall: string | null;
  readonly stakeholders: readonly Stakeholder[];
  /** Who does what: `backfill` → `@jane`. */
  readonly responsibilities: Readonly<Record<string, string>>;
  /** Where an incident is announced, and by whom. */
  readonly incidentChannel: string | null;
}

export interface Stakeholder {
  readonly name: string;
  readonly channel: string | null;
}

export interface BriefImpact {
  /** What customers notice; null when nobody said. */
  readonly customers: string | null;
  /** Active users affected, in words or numbers. */
  readonly users: string | null;
  readonly uptime: string | null;
  readonly services: readonly string[];
}

export interface BriefComponent {
  readonly component: ComponentId | (string & {});
  readonly affected: boolean;
  readonly impact: string | null;
  readonly effort: string | null;
}

export interface BriefDependency {
  readonly kind: 'reader' | 'writer' | 'job' | 'cache' | 'external';
  readonly name: string;
  readonly note: string | null;
}

/** From what to what, where no SQL says it. */
export interface BriefMove {
  readonly from: string;
  readonly to: string;
  /** What differs in the interface: `status codes of bounces`. */
  readonly compatibility: readonly BriefDifference[];
  readonly formats: readonly BriefDifference[];
  /** Infrastructure: network topology. */
  readonly topology: readonly BriefDifference[];
  readonly records: readonly DnsRecord[];
  /** Provider: callbacks that the outside calls. */
  readonly webhooks: readonly string[];
  /** Names of credentials that are made, swapped and revoked. Never their values. */
  readonly credentials: readonly string[];
  readonly quotas: readonly string[];
  /** Infrastructure: certificates that must be valid at the new place. */
  readonly certificates: readonly string[];
  /** Shares of traffic in percent, in order: `[1, 10, 50, 100]`. */
  readonly shares: readonly number[];
  /** Data that is carried over: `350 GB of attachments`. */
  readonly data: readonly string[];
  /** How the data keeps in step until the cut-over: `logical replication`, `rsync`. */
  readonly replication: string | null;
  /** Lists that the file does not have: an empty list says that there is nothing, a missing one that nobody said. */
  readonly unsaid: readonly string[];
}

export interface BriefDifference {
  readonly current: string;
  readonly target: string;
  /** What has to be done about it; null when nobody said. */
  readonly action: string | null;
}

export interface DnsRecord {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Seconds; null when nobody said. */
  readonly ttl: number | null;
}

export interface BriefCriteria {
  /** What must hold to go on. */
  readonly go: readonly string[];
  /** What starts a rollback. */
  readonly rollback: readonly string[];
  /** Who decides in this stage, when it is not the decision maker of the whole. */
  readonly decides: string | null;
}

export interface BriefWindow {
  /** As written: `2026-12-05 02:00`, `Sunday 02:00–04:00 UTC`. */
  readonly start: string;
  readonly minutes: number | null;
}

export interface BriefMetric {
  readonly normal: string;
  readonly alert: string;
  readonly action: string | null;
}

export interface BatchSettings {
  /** Rows of one batch. */
  readonly rows: number;
  /** Milliseconds between two batches. */
  readonly pause: number;
}

export const USUAL_BATCH: BatchSettings = { rows: 1000, pause: 100 };

/** A brief in which nobody said anything, where there is none. */
export const NO_BRIEF: Brief = {
  path: '.holdpoint/briefs/',
  kind: 'database',
  title: '',
  purpose: null,
  migrations: [],
  people: {
    decisionMaker: null,
    onCall: null,
    stakeholders: [],
    responsibilities: {},
    incidentChannel: null,
  },
  impact: { customers: null, users: null, uptime: null, services: [] },
  components: [],
  dependencies: [],
  move: null,
  criteria: {},
  window: null,
  staging: null,
  snapshot: null,
  bakeDays: null,
  batch: null,
  metrics: {},
};
