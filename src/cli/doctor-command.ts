import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readGateFacts, type GateFacts } from '../adapters/github/gate-facts.ts';
import { nameOf } from '../adapters/github/place.ts';
import { askGitLine } from '../adapters/git/ask-git.ts';
import { checkGate } from '../doctor/check-gate.ts';
import { checkWorkflows } from '../doctor/check-workflows.ts';
import { fine, trouble, unchecked, type Check, type CheckGroup } from '../doctor/check.ts';
import { checksAsJson, hasFailed, renderChecks } from '../doctor/render-checks.ts';
import { readWorkflow } from '../doctor/read-workflow.ts';
import type { Workflow } from '../doctor/workflow.ts';
import { EXIT } from '../model/exit-code.ts';
import { Problem, usageProblem } from '../model/problem.ts';
import { githubAccess } from './github-access.ts';
import { nameOfRemote, repositoryName, type GitHubName } from './github-name.ts';
import { checkMachine, checkMigrations } from './local-checks.ts';

/** Options of `holdpoint doctor`. */
export interface DoctorOptions {
  /** `owner/repo`; null for where the remote `origin` leads. */
  readonly github: string | null;
  /** Asks nothing of GitHub. */
  readonly offline: boolean;
  readonly format: string;
  readonly width: number;
}

export const DOCTOR_FORMATS: readonly string[] = ['text', 'json'];

/** Looks at everything that the gate rests on and prints it. Gives the exit code: 1 when something has to be mended. */
export async function runDoctor(options: DoctorOptions, write: (text: string) => void): Promise<number> {
  const { format } = options;
  if (!DOCTOR_FORMATS.includes(format))
    throw usageProblem('format', `There is no format ${format}.`, 'Give --format one of: text, json.');
  const root = resolve((await askGitLine('.', ['rev-parse', '--show-toplevel']).catch(() => null)) ?? '.');
  const { gate, checks } = await askGitHub(root, options);
  const groups: CheckGroup[] = [
    { title: 'This machine', checks: await checkMachine() },
    { title: 'Migrations and configuration', checks: await checkMigrations(root) },
    { title: 'Workflows', checks: await workflowChecks(root, gate) },
    { title: 'GitHub', checks },
  ];
  write(format === 'json' ? checksAsJson(groups) : renderChecks(groups, options.width));
  return hasFailed(groups) ? EXIT.noGo : EXIT.go;
}

interface GitHubAnswer {
  readonly gate: GateFacts | null;
  readonly checks: readonly Check[];
}

async function askGitHub(root: string, { github, offline }: DoctorOptions): Promise<GitHubAnswer> {
  const name = github === null ? await remoteOf(root) : repositoryName(github);
  if (offline) return silent('GitHub was not asked.', 'Leave out --offline.');
  if (name === null) return silent('The remote origin leads to no GitHub.', 'Name it: --github owner/repo.');
  const { host, owner, repo } = name;
  const pace = process.env['HOLDPOINT_API_PACE'] === 'immediate' ? 'immediate' : 'polite';
  const { githubCommandLineClient } = await import('../adapters/github/client.ts');
  const client = githubCommandLineClient({ ...githubAccess(host, process.env), pace });
  try {
    const gate = await readGateFacts(client, { owner, repo });
    return { gate, checks: [fine(`${nameOf({ owner, repo })} answers.`), ...checkGate(gate)] };
  } catch (error) {
    return { gate: null, checks: [refused(error)] };
  }
}

function silent(text: string, mend: string): GitHubAnswer {
  return { gate: null, checks: [unchecked(text, mend)] };
}

/** A token that is not accepted has to be mended; a network that is not there, or a missing token, is only said. */
function refused(error: unknown): Check {
  if (!(error instanceof Problem)) throw error;
  const { code, title, hint } = error.facts;
  return code === 'github-unauthorized' ? trouble('fail', title, hint) : unchecked(title, hint);
}

async function remoteOf(root: string): Promise<GitHubName | null> {
  const remote = await askGitLine(root, ['remote', 'get-url', 'origin']).catch(() => null);
  return remote === null ? null : nameOfRemote(remote);
}

async function workflowChecks(root: string, gate: GateFacts | null): Promise<Check[]> {
  const folder = '.github/workflows';
  const names = await readdir(join(root, folder)).catch((): string[] => []);
  const workflows: Workflow[] = [];
  const unreadable: Check[] = [];
  for (const name of names.filter((each) => /\.ya?ml$/.test(each)).sort()) {
    const path = `${folder}/${name}`;
    try {
      workflows.push(readWorkflow(path, await readFile(join(root, path), 'utf8')));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      unreadable.push(trouble('warn', error.facts.title, 'GitHub cannot read it either; correct the YAML.'));
    }
  }
  const manifest = await readFile(join(root, 'action.yml'), 'utf8').catch(() => '');
  const facts = { mergeQueue: gate?.mergeQueue ?? null, isOwn: manifest.startsWith('name: Holdpoint\n') };
  return [...unreadable, ...checkWorkflows(workflows, facts)];
}
