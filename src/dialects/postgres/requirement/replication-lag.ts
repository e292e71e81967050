/**
 * How far replicas are behind, in bytes and by the clock; https://www.postgresql.org/docs/current/monitoring-stats.html
 * Null for ways of replicating that the server does not know of.
 */
export function replicationLag(replication: string): readonly string[] | null {
  if (/\blogical\b|\bpglogical\b|\bpublication\b|\bsubscription\b/i.test(replication))
    return [psql(SLOTS), psql(SENDERS)];
  return /\bstreaming\b|\bphysical\b|\bwal\b|\bread replica\b|\bstandby\b/i.test(replication)
    ? [psql(SENDERS)]
    : null;
}

const SENDERS =
  'SELECT application_name, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn) AS bytes_behind, replay_lag FROM pg_stat_replication';
const SLOTS =
  'SELECT slot_name, active, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) AS bytes_behind FROM pg_replication_slots';

function psql(query: string): string {
  return `psql -X -c "${query}"`;
}
