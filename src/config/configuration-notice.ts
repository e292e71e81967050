import { code } from '../lib/code.ts';
import type { Repository, Side } from '../model/ports.ts';
import { Problem } from '../model/problem.ts';
import type { Notice } from '../model/project.ts';
import type { Rule } from '../model/rule.ts';
import { DEFAULT_CONFIGURATION, type Configuration } from './configuration.ts';
import { configurationDifferences } from './configuration-differences.ts';
import { USUAL_PATH } from './load-configuration.ts';
import { parseConfiguration } from './parse-configuration.ts';

export interface ConfigurationQuestion {
  /** Path in the repository; null for the usual one. */
  readonly path: string | null;
  readonly rules: readonly Rule[];
  /** The side by whose configuration this review goes. */
  readonly counts: Side;
}

/**
 * What a reader has to know when the change touches the configuration; nothing when it does not. A file that could not
 * be read after the merge holds it.
 */
export async function configurationNotices(
  repository: Repository,
  { path, rules, counts }: ConfigurationQuestion,
): Promise<readonly Notice[]> {
  const wanted = path ?? USUAL_PATH;
  const [before, after] = [
    await textAt(repository, 'base', wanted),
    await textAt(repository, 'head', wanted),
  ];
  if (before === after) return [];
  const about = { path: wanted, about: 'configuration' } as const;
  const was = readingOf(before, wanted, rules);
  const is = readingOf(after, wanted, rules);
  if (is instanceof Problem) {
    const text = `This change edits ${code(wanted)} so that it cannot be read: ${is.facts.title} It would stop every review after the merge.`;
    return [{ ...about, text, next: `Correct ${code(wanted)}. ${is.facts.hint}` }];
  }
  const edit = `This change ${verb(before, after)} ${code(wanted)}; ${countsText(counts)}`;
  if (was instanceof Problem) return [{ ...about, text: `${edit} The base's version cannot be read.` }];
  const differences = configurationDifferences(was, is, rules);
  const told =
    differences.length === 0 ? 'Nothing differs in effect.' : `What differs: ${differences.join('; ')}.`;
  return [{ ...about, text: `${edit} ${told}` }];
}

function countsText(counts: Side): string {
  return counts === 'base'
    ? 'the review goes by the version of the base.'
    : 'this review goes by the edited version, that of a pull request by the version of the base.';
}

function verb(before: string | null, after: string | null): string {
  if (before === null) return 'adds';
  return after === null ? 'removes' : 'edits';
}

function readingOf(text: string | null, path: string, rules: readonly Rule[]): Configuration | Problem {
  if (text === null) return DEFAULT_CONFIGURATION;
  try {
    return parseConfiguration(text, path, rules);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

async function textAt(repository: Repository, side: Side, path: string): Promise<string | null> {
  const file = (await repository.list(side, '.')).find((each) => each.path === path);
  const [bytes] = file === undefined ? [] : await repository.read(side, [file]);
  return bytes === undefined ? null : new TextDecoder().decode(bytes);
}
