/**
 * The answers of squawk (https://squawkhq.com), the most used linter of its kind. It has rules, not labels: each rule
 * below says something of one hazard. So that it is judged by its best side, a rule counts for a hazard only when, on
 * the cases of this very run, it is right at least as often as wrong. It is told the server's version and whether the
 * migration runs in a transaction.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Rules whose message speaks of waiting for as long as rows are read or written. */
const BLOCKING = [
  'adding-field-with-default',
  'adding-foreign-key-constraint',
  'adding-not-nullable-field',
  'adding-serial-primary-key-field',
  'ban-alter-domain-with-add-constraint',
  'changing-column-type',
  'constraint-missing-not-valid',
  'disallowed-unique-constraint',
  'require-concurrent-index-creation',
  'require-concurrent-index-deletion',
  'require-concurrent-reindex',
  'require-concurrent-partition-attach',
  'require-concurrent-partition-detach',
  'ban-truncate-cascade',
  'ban-uncommitted-transaction',
];
/** Rules whose message speaks of clients that break, or of data that is gone. */
const CONTRACT = [
  'adding-required-field',
  'ban-drop-column',
  'ban-drop-database',
  'ban-drop-not-null',
  'ban-drop-table',
  'ban-truncate-cascade',
  'changing-column-type',
  'renaming-column',
  'renaming-table',
];
/** Rules that say that the statement does not run. */
const FAILS = [
  'adding-required-field',
  'ban-concurrent-index-creation-in-transaction',
  'concurrent-index-on-partitioned-table',
  'syntax-error',
];
const QUEUE = ['require-lock-timeout', 'require-timeout-settings'];

/** Names of the rules that fire, by case. */
export function squawkFindings(binary, cases, server) {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-squawk-'));
  try {
    return new Map(cases.map((entry) => [entry.id, rulesOf(binary, folder, entry, server)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rulesOf(binary, folder, { id, migration, tx }, server) {
  const file = join(folder, `${id}.sql`);
  writeFileSync(file, `${migration.join(';\n')};\n`);
  const options = ['--reporter', 'json', '--pg-version', `${server}.0`];
  if (tx === 'file') options.push('--assume-in-transaction');
  const { stdout, stderr, error } = spawnSync(binary, [...options, file], { encoding: 'utf8', cwd: folder });
  if (error) throw error;
  if (stdout === '') throw new Error(`squawk says nothing about ${id}: ${stderr}`);
  return new Set(JSON.parse(stdout).map(({ rule_name: rule }) => rule));
}

/** Scores squawk on every label that it has a rule for. */
export function scoreSquawk(scores, found, cases, truth) {
  const labels = [
    ['blocking', BLOCKING, ({ hazardous }) => hazardous, ({ fails }) => !fails],
    ['contract', CONTRACT, ({ contract }) => contract, ({ fails }) => !fails],
    ['fails', FAILS, ({ fails }) => fails, () => true],
    ['queue hazard', QUEUE, (entry) => entry.queue_hazard, ({ fails }) => !fails],
  ];
  for (const [label, rules, expected, isJudged] of labels) {
    const judged = cases.filter(({ id }) => isJudged(truth.get(id)));
    const counted = rules.filter((rule) => isRather(rule, judged, found, (id) => expected(truth.get(id))));
    for (const { id } of judged) {
      const seen = counted.some((rule) => found.get(id).has(rule));
      scores.tally(label, id, seen, expected(truth.get(id)));
    }
  }
}

/** True when the rule is right at least as often as wrong. */
function isRather(rule, judged, found, expected) {
  const fired = judged.filter(({ id }) => found.get(id).has(rule));
  const right = fired.filter(({ id }) => expected(id)).length;
  return fired.length > 0 && 2 * right >= fired.length;
}
