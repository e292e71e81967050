import { code } from '../../lib/code.ts';
import type { LayoutId } from '../../model/layout.ts';
import { isWrapped } from '../../model/migration.ts';
import { atlasSum } from './atlas-sum.ts';
import { drizzleJournal, drizzleNotes } from './drizzle-journal.ts';
import { placedSteps } from './file-names.ts';
import { liquibaseSteps } from './liquibase-files.ts';
import type {
  NamedSeries,
  NamedStep,
  NamingRequest,
  NewFile,
  NotNamed,
  PlacedStep,
  WriteStep,
} from './naming.ts';
import {
  bothFiles,
  dieselFiles,
  flywayFiles,
  hasuraFiles,
  markedFiles,
  plainFiles,
  versionFolderFiles,
} from './plain-files.ts';
import { dbmateFiles, drizzleFile, gooseFiles, nodePgMigrateFiles } from './section-files.ts';
import { sqitchSteps } from './sqitch-files.ts';

/** What each layout makes of a step by itself. */
const WRITERS: Readonly<Partial<Record<LayoutId, WriteStep>>> = {
  'one-file': plainFiles,
  'up-down': plainFiles,
  'folder-per-migration': plainFiles,
  supabase: plainFiles,
  d1: plainFiles,
  prisma: plainFiles,
  atlas: markedFiles('-- atlas:txmode none\n\n'),
  sqlx: markedFiles('-- no-transaction\n'),
  'golang-migrate': bothFiles,
  'version-folders': versionFolderFiles,
  diesel: dieselFiles,
  hasura: hasuraFiles,
  flyway: flywayFiles,
  goose: gooseFiles,
  dbmate: dbmateFiles,
  'node-pg-migrate': nodePgMigrateFiles,
  drizzle: drizzleFile,
};

/** Runners that put everything into a transaction, whatever the file says. */
const ALWAYS_WRAPPED: Readonly<Partial<Record<LayoutId, string>>> = {
  hasura: 'Hasura',
  d1: 'Cloudflare D1',
  drizzle: 'Drizzle',
  'node-pg-migrate': 'node-pg-migrate',
};

/** Layouts of which no runner is known that could be told to open no transaction. */
const UNKNOWN_RUNNER: ReadonlySet<LayoutId> = new Set<LayoutId>([
  'one-file',
  'up-down',
  'folder-per-migration',
]);

/**
 * The steps of a series as migrations of their project: next free versions, names and texts as the layout wants them,
 * and the files that list them; or why the layout cannot hold them.
 */
export function nameSeries(request: NamingRequest): NamedSeries | NotNamed {
  const refusal = whyNot(request);
  if (refusal !== null) return { because: refusal };
  const { layout } = request;
  if (layout === 'liquibase') return { steps: liquibaseSteps(request), notes: [] };
  if (layout === 'sqitch') {
    const steps = sqitchSteps(request);
    return steps === null ? { because: 'There is no sqitch.plan to continue.' } : { steps, notes: [] };
  }
  const write = WRITERS[layout] ?? plainFiles;
  const placed = placedSteps(request);
  const written = placed.map((one) => write(one, request));
  return {
    steps: placed.map((one, index): NamedStep => {
      const files = written[index] ?? [];
      const listed = listing(request, placed.slice(0, index + 1), written.slice(0, index + 1).flat());
      return { version: one.version, path: files[0]?.path ?? one.path, files: [...files, ...listed] };
    }),
    notes: notesFor(request),
  };
}

/** Files that list migrations, as they are once these are there. */
function listing(
  request: NamingRequest,
  placed: readonly PlacedStep[],
  written: readonly NewFile[],
): NewFile[] {
  const { layout } = request;
  if (layout === 'atlas') return [atlasSum(request, written)].filter((file) => file !== null);
  if (layout === 'drizzle') return [drizzleJournal(request, placed)].filter((file) => file !== null);
  return [];
}

function whyNot({ layout, steps, original }: NamingRequest): string | null {
  if (layout === 'rails-structure')
    return 'Migrations of Rails are written in Ruby; take the SQL into migrations of your own with `execute`.';
  const alone = steps.find(({ transactional }) => !transactional);
  if (alone === undefined) return null;
  const runner = ALWAYS_WRAPPED[layout];
  const byHand = `run that step by hand, and the others as migrations; ${code(`holdpoint plan ${original.path}`)} has the SQL of all of them.`;
  if (runner !== undefined)
    return `${runner} runs SQL files in a transaction always, and the step ${code(alone.name)} refuses one: ${byHand}`;
  if (layout === 'atlas' && original.transaction === 'all-pending')
    return `Atlas runs with ${code('--tx-mode all')} here, which takes no file without a transaction, and the step ${code(alone.name)} refuses one: ${byHand}`;
  if (UNKNOWN_RUNNER.has(layout) && isWrapped(original.transaction) && original.transactionIs === 'stated')
    return `The configuration says that migrations run in a transaction, and the step ${code(alone.name)} refuses one.`;
  return null;
}

function notesFor(request: NamingRequest): string[] {
  const { layout, steps, original } = request;
  const isLone = steps.some(({ transactional }) => !transactional);
  if (isLone && UNKNOWN_RUNNER.has(layout))
    return ['Files that hold CONCURRENTLY or COMMIT must be run outside of a transaction.'];
  const together =
    original.transaction === 'all-pending' && steps.length > 1
      ? [
          'All that is pending runs in one transaction: merge each pull request when databases ran the one before.',
        ]
      : [];
  return layout === 'drizzle' ? [...together, ...drizzleNotes(request)] : together;
}
