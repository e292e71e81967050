import { build } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Parser = Pick<typeof import('@actions/workflow-parser'), 'parseWorkflow' | 'NoOperationTraceWriter'>;

/**
 * GitHub's own parser of workflow files. It imports JSON in a way that Node 20 does not take, so that it is bundled.
 * Gives what it has against a file.
 */
export async function githubParser(): Promise<(name: string, content: string) => readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'holdpoint-parser-'));
  const path = join(folder, 'parser.mjs');
  const { outputFiles } = await build({
    stdin: { contents: "export * from '@actions/workflow-parser';", resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    logLevel: 'error',
  });
  writeFileSync(path, outputFiles[0]?.contents ?? '');
  const { parseWorkflow, NoOperationTraceWriter } = (await import(pathToFileURL(path).href)) as Parser;
  rmSync(folder, { recursive: true });
  return (name, content) => {
    const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
    return context.errors.getErrors().map(({ message }) => message);
  };
}
