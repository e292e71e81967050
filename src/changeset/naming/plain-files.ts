import { folderOf } from '../path-parts.ts';
import { beside } from './file-names.ts';
import type { NewFile, PlacedStep, WriteStep } from './naming.ts';
import { downText, upText } from './step-text.ts';

/** An up file, and a down file where the project has them. */
export const plainFiles: WriteStep = (placed, request) => withHeads(placed, request, '', '');

/** The same with a mark above both directions of a step that refuses a transaction. */
export function markedFiles(mark: string): WriteStep {
  return (placed, request) => {
    const head = placed.step.transactional ? '' : mark;
    return withHeads(placed, request, head, head);
  };
}

function withHeads(
  { step, path, downPath }: PlacedStep,
  request: Parameters<WriteStep>[1],
  upHead: string,
  downHead: string,
): readonly NewFile[] {
  const up = { path, text: upHead + upText(step, request) };
  return downPath === null ? [up] : [up, { path: downPath, text: downHead + downText(step, request) }];
}

/** golang-migrate: each version has both files. */
export const bothFiles: WriteStep = (placed, request) =>
  plainFiles(
    { ...placed, downPath: placed.downPath ?? placed.path.replace(/\.up\.sql$/i, '.down.sql') },
    request,
  );

/** Diesel: `up.sql` and `down.sql` in a folder, with `metadata.toml` where there is no transaction. */
export const dieselFiles: WriteStep = (placed, request) => {
  const downPath = placed.downPath ?? beside(placed.path, 'down.sql');
  const files = plainFiles({ ...placed, downPath }, request);
  if (placed.step.transactional) return files;
  return [...files, { path: beside(placed.path, 'metadata.toml'), text: 'run_in_transaction = false\n' }];
};

/** Hasura: `up.sql` and `down.sql` in a folder. */
export const hasuraFiles: WriteStep = (placed, request) =>
  plainFiles({ ...placed, downPath: placed.downPath ?? beside(placed.path, 'down.sql') }, request);

/** Flyway: `V…` with `U…` where the project undoes, and a configuration where there is no transaction. */
export const flywayFiles: WriteStep = (placed, request) => {
  const files = plainFiles(placed, request);
  if (placed.step.transactional) return files;
  return [
    ...files,
    ...files.map(({ path }) => ({ path: `${path}.conf`, text: 'executeInTransaction=false\n' })),
  ];
};

/** A folder for each version with a manifest that lists its files, where the original has one. */
export const versionFolderFiles: WriteStep = (placed, request) => {
  const { original, files } = request;
  const [up, ...others] = plainFiles(
    { ...placed, path: beside(placed.path, `${placed.step.name}.sql`) },
    request,
  );
  const manifest = files.find(({ path }) => path === beside(original.path, 'manifest.json'));
  if (up === undefined || manifest === undefined) return up === undefined ? [] : [up, ...others];
  const read: unknown = JSON.parse(manifest.text);
  const known = typeof read === 'object' && read !== null ? read : {};
  const listed = {
    ...known,
    ...('CurrVersion' in known ? { CurrVersion: placed.version } : {}),
    ...('Description' in known ? { Description: placed.step.name } : {}),
    ...('SchemaUpdateCqlFiles' in known ? { SchemaUpdateCqlFiles: [`${placed.step.name}.sql`] } : {}),
  };
  return [
    up,
    ...others,
    { path: `${folderOf(up.path)}/manifest.json`, text: `${JSON.stringify(listed, null, 2)}\n` },
  ];
};
