import { resolve } from 'node:path';
import { openFolder } from '../adapters/files/open-folder.ts';
import { askGitLine } from '../adapters/git/ask-git.ts';
import { readChanges } from '../changeset/read-changes.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import { mergeSettings, type Settings } from '../config/merge-settings.ts';
import { DIALECTS } from '../dialects/dialects.ts';
import { fine, trouble, type Check } from '../doctor/check.ts';
import { checkProjects } from '../doctor/check-projects.ts';
import type { ChangeSet } from '../model/project.ts';
import { Problem } from '../model/problem.ts';
import { reviewRequest } from '../review-request.ts';
import { RULES } from '../rules/index.ts';
import { SILENCE } from './progress.ts';
import { readIfThere } from './read-if-there.ts';

const OLDEST_NODE = 20;
const ENGINE_LIMITS = { deadline: 60_000, statementDeadline: 30_000, memory: 1024 * 1024 * 1024 };

/** Whether Holdpoint can work here: the runtime, the engine. */
export async function checkMachine(): Promise<Check[]> {
  const { node } = process.versions;
  const runtime =
    Number.parseInt(node, 10) >= OLDEST_NODE
      ? fine(`Node.js ${node}.`)
      : trouble('fail', `Node.js ${node} is too old.`, `Install ${OLDEST_NODE} or newer.`);
  return [runtime, await checkEngine()];
}

async function checkEngine(): Promise<Check> {
  const { postgres } = DIALECTS;
  if (postgres === undefined) return trouble('fail', 'This build has no engine.', 'Install it again.');
  try {
    const engine = await postgres.openEngine({ extensions: [], ...ENGINE_LIMITS });
    const answer = await engine.run('SELECT 1');
    await engine.close();
    const { name, version } = engine.identity;
    if (answer.ok) return fine(`The embedded engine answers: ${name}, PostgreSQL ${version}.`);
    return trouble('fail', `The embedded engine fails: ${answer.error.message}`, 'Please report it.');
  } catch (error) {
    return told(error);
  }
}

/** Whether the configuration can be read, and what a review finds. */
export async function checkMigrations(root: string): Promise<Check[]> {
  const shallow = await askGitLine(root, ['rev-parse', '--is-shallow-repository']).catch(() => null);
  const clone =
    shallow === 'true'
      ? [trouble('note', 'This clone is shallow.', 'git fetch --unshallow, before you review here.')]
      : [];
  try {
    const settings = await readSettings(root);
    return [...clone, await configured(root), ...checkProjects(await wholeHistory(root, settings))];
  } catch (error) {
    return [...clone, told(error)];
  }
}

async function configured(root: string): Promise<Check> {
  const there = (await readIfThere(resolve(root, '.holdpoint.yml'))) !== null;
  return fine(there ? '`.holdpoint.yml` is valid.' : 'There is no `.holdpoint.yml`; the defaults hold.');
}

/** Settings as the folder has them. Throws a `Problem` for a configuration that cannot be read. */
async function readSettings(root: string): Promise<Settings> {
  return mergeSettings(await loadConfiguration((path) => readIfThere(resolve(root, path)), null, RULES), {});
}

/** All projects of a folder, with every migration as if it were new. */
export async function wholeHistory(root: string, settings: Settings): Promise<ChangeSet> {
  const repository = await openFolder({ folder: root, since: null });
  const occasion = {
    repository,
    root,
    folders: [],
    rehearsal: false,
    server: null,
    cache: null,
    today: new Date().toISOString().slice(0, 10),
    progress: SILENCE,
  };
  return readChanges(repository, reviewRequest({ ...settings, since: null }, occasion).changes);
}

function told(error: unknown): Check {
  if (!(error instanceof Problem)) throw error;
  return trouble('fail', error.facts.title, error.facts.hint);
}
