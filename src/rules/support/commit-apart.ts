import type { RehearsedMigration } from '../../model/rehearsal.ts';

/**
 * Where something goes so that it commits by itself. Where the runner puts one transaction around all that is pending,
 * a migration of its own is not enough.
 */
export function ownCommit({ transaction }: RehearsedMigration): string {
  return transaction === 'all-pending'
    ? 'a migration of its own in a deployment of its own, since all pending migrations share one transaction'
    : 'a migration of its own';
}
