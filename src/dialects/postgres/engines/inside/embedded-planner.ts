import type { FileSystem } from './file-system.ts';
import { fillEmptyFiles } from './blank-pages.ts';
import type { Planner } from './observe/planner.ts';
import { pretendRows } from './observe/scaled-statistics.ts';
import type { Session } from './session.ts';

/** The embedded engine's planner: empty files get a blank page by hand. */
export function embeddedPlanner(session: Session, files: FileSystem): Planner {
  return {
    movesCounters: false,
    fillEmptyFiles: (relations) => fillEmptyFiles(session, files, relations),
    pretendRows: async (relations, rows) => {
      const oids = relations.map(({ oid }) => oid);
      return (await session.ask(pretendRows(oids, rows))).error === null;
    },
  };
}
