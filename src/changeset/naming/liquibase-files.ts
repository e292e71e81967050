import { baseName, sqlStem } from '../path-parts.ts';
import { beside } from './file-names.ts';
import type { NamedStep, NamingRequest } from './naming.ts';
import { changeset, liquibaseFile } from './section-files.ts';
import { nextVersions } from './versions.ts';

/**
 * A file for each changeset beside the original; where a changelog names its files one by one, changesets at the end of
 * the original's file, so that they are run.
 */
export function liquibaseSteps(request: NamingRequest): NamedStep[] {
  const { original, files, steps, now } = request;
  const author = authorOf(request);
  const name = baseName(original.path);
  const isListed = files.some(({ path, text }) => !path.endsWith('.sql') && text.includes(name));
  if (isListed) return appended(request, author);
  const stem = sqlStem(original.path) ?? original.path;
  const [, number = ''] = /^(\D*\d+)/.exec(stem) ?? [];
  const numbers =
    number === ''
      ? steps.map((_, index) => `${stem}_${index + 1}`)
      : nextVersions(lastNumber(request, number), steps.length, now);
  return steps.map((step, index) => {
    const path = beside(original.path, `${numbers[index] ?? ''}_${step.name}.sql`);
    const version = numbers[index] ?? '';
    const written = liquibaseFile(
      { step, version, path, downPath: null },
      { ...request, original: { ...original, path: author } },
    );
    return { version: `${version}-${step.name}`, path, files: written };
  });
}

/** Who wrote the changeset that the series stands for. */
function authorOf(request: NamingRequest): string {
  const marks = [
    ...textOf(request).matchAll(/^[ \t]*--[ \t]*changeset[ \t]+([^:\n]+):[ \t]*("[^"\n]*"|\S+)/gim),
  ];
  const own = marks.find(([, , id = '']) => id.replace(/^"(.*)"$/, '$1') === request.original.version);
  return own?.[1]?.trim() ?? 'split';
}

/** The last file name that is numbered like the original. */
function lastNumber({ migrations }: NamingRequest, like: string): string {
  const prefix = /^\D*/.exec(like)?.[0] ?? '';
  const numbers = migrations.flatMap(({ path }) => /^(\D*\d+)/.exec(baseName(path))?.[1] ?? []);
  const alike = numbers.filter((number) => (/^\D*/.exec(number)?.[0] ?? '') === prefix).sort();
  return alike.at(-1) ?? like;
}

function appended(request: NamingRequest, author: string): NamedStep[] {
  const { original, steps } = request;
  let text = textOf(request).replace(/\n*$/, '\n');
  return steps.map((step, index) => {
    text += `\n${changeset(step, `${original.version}-${index + 1}`, author)}`;
    return {
      version: `${original.version}-${index + 1}-${step.name}`,
      path: original.path,
      files: [{ path: original.path, text, edits: true as const }],
    };
  });
}

function textOf({ original, files }: NamingRequest): string {
  return files.find(({ path }) => path === original.path)?.text ?? '';
}
