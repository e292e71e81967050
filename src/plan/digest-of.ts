import { createHash } from 'node:crypto';
import type { Rehearsal } from '../model/rehearsal.ts';

/** What an answer is about: the wording of the item, or also the migrations as they are. */
export type About = 'wording' | 'migrations';

/** Identity of a question to people: the same question has the same digest, whatever else is pushed. */
export function digestOf(question: readonly string[], about: About, rehearsal: Rehearsal): string {
  const content = about === 'wording' ? question : [...question, ...migrationsOf(rehearsal)];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}

function migrationsOf({ migrations, notRun }: Rehearsal): string[] {
  const changes = [...migrations.map(({ change }) => change), ...notRun];
  return changes.flatMap(({ status, migration }) => [
    status,
    migration.path,
    migration.checksum,
    migration.down?.text ?? '',
  ]);
}
