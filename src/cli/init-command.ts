import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { reasonOf } from '../adapters/files/file-error.ts';
import { askGitLine } from '../adapters/git/ask-git.ts';
import { DEFAULT_CONFIGURATION } from '../config/configuration.ts';
import { mergeSettings } from '../config/merge-settings.ts';
import { CONFIGURATION_PATH, configurationText } from '../init/configuration-template.ts';
import { WORKFLOW, WORKFLOW_PATH } from '../init/workflow-template.ts';
import { EXIT } from '../model/exit-code.ts';
import type { ChangeSet } from '../model/project.ts';
import { usageProblem } from '../model/problem.ts';
import { wholeHistory } from './local-checks.ts';
import { readIfThere } from './read-if-there.ts';

/** Options of `holdpoint init`. */
export interface InitOptions {
  /** Writes over what is there. */
  readonly force: boolean;
  /** Prints what it would write. */
  readonly dryRun: boolean;
}

interface NewFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Writes workflow and configuration for the migrations that are found, and says what comes next. Throws a usage `Problem`
 * when one of them is there already.
 */
export async function runInit(
  { force, dryRun }: InitOptions,
  write: (text: string) => void,
): Promise<number> {
  const root = resolve((await askGitLine('.', ['rev-parse', '--show-toplevel']).catch(() => null)) ?? '.');
  const found = await wholeHistory(root, mergeSettings(DEFAULT_CONFIGURATION, {}));
  const files: readonly NewFile[] = [
    { path: CONFIGURATION_PATH, text: configurationText(found) },
    { path: WORKFLOW_PATH, text: WORKFLOW },
  ];
  if (dryRun) {
    write(files.map(({ path, text }) => `--- ${path}\n${text}`).join('\n'));
    return EXIT.go;
  }
  if (!force) for (const { path } of files) await requireFree(root, path);
  for (const file of files) await put(root, file);
  write(`${foundText(found)}\n\nWritten: ${files.map(({ path }) => path).join(', ')}\n\n${NEXT}`);
  return EXIT.go;
}

const NEXT = `Next:
  1. Look through both files; write the server-version of your databases into ${CONFIGURATION_PATH}.
  2. git add ${CONFIGURATION_PATH} ${WORKFLOW_PATH} && git commit, and open a pull request.
  3. When its status holdpoint is there, require it: Settings → Rules → Rulesets → Require status checks to pass.
  4. holdpoint doctor tells whether everything is in place.
`;

function foundText({ projects }: ChangeSet): string {
  if (projects.length === 0) return `No migrations were found: name their folder in ${CONFIGURATION_PATH}.`;
  const lines = projects.map(
    ({ project, head }) => `  ${project.path}: ${project.dialect}, ${project.layout}, ${head.length}`,
  );
  return ['Found (folder: dialect, layout, migrations):', ...lines].join('\n');
}

async function requireFree(root: string, path: string): Promise<void> {
  if ((await readIfThere(join(root, path))) === null) return;
  throw usageProblem(
    'file-there',
    `${path} is there already.`,
    'Give --dry-run to see what would be written, --force to write over it.',
  );
}

async function put(root: string, { path, text }: NewFile): Promise<void> {
  try {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  } catch (error) {
    throw usageProblem('output', `${path} cannot be written: ${reasonOf(error)}.`, 'Check the folder.');
  }
}
