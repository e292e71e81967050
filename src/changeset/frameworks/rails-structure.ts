import type { Framework } from './framework.ts';
import { pairFiles, usually } from './pair-files.ts';

/** Commands of `psql` that a dump carries and a server does not know. */
const CLIENT_COMMAND = /^\\\w.*$/gm;

/**
 * Rails with `db/structure.sql`: the dump is the schema that is shipped. Migrations in Ruby are told and not read.
 * https://guides.rubyonrails.org/active_record_migrations.html#schema-dumping-and-you
 */
export const railsStructure: Framework = {
  id: 'rails-structure',
  shapes: ['structure'],
  uniqueVersions: true,
  optOut: 'Call `disable_ddl_transaction!` in the migration.',
  foreignKeys: () => true,
  detect: (files) => (files.length === 0 ? null : 'structure.sql stands beside migrations in Ruby'),
  read: (material) => {
    const files = material.files.map((file) => ({
      ...file,
      text: file.text.replace(CLIENT_COMMAND, (line) => ' '.repeat(Buffer.byteLength(line))),
    }));
    const history = pairFiles({ ...material, files }, usually({ mode: 'none', is: 'stated' }));
    return {
      ...history,
      migrations: history.migrations.map((migration) => ({ ...migration, baseline: true })),
    };
  },
};
