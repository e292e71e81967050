import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../model/report.ts';

export interface ReportFiles {
  readonly json: string;
  readonly summary: string;
  /** Null when there is nothing to show. */
  readonly page: string | null;
  /** Where they all are, for `actions/upload-artifact`. */
  readonly folder: string;
}

/** Writes the report where later steps can read it: a folder of its own under the runner's temporary one. */
export async function writeReportFiles(environment: NodeJS.ProcessEnv, report: Report): Promise<ReportFiles> {
  const parent = environment['RUNNER_TEMP'] ?? tmpdir();
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'holdpoint-'));
  const { json, summary, page } = report;
  const html = page === '' ? null : join(folder, 'report.html');
  const files = {
    json: join(folder, 'report.json'),
    summary: join(folder, 'summary.md'),
    page: html,
    folder,
  };
  await writeFile(files.json, json);
  await writeFile(files.summary, summary);
  if (html !== null) await writeFile(html, page);
  return files;
}
