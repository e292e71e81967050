import { createHash } from 'node:crypto';

/** An `atlas.sum` that fits the files, as `atlas migrate hash` writes it. */
export function atlasSum(files: Readonly<Record<string, string>>): string {
  const content = createHash('sha256');
  const entries = Object.keys(files)
    .sort()
    .map((name) => {
      content.update(name).update(files[name] ?? '');
      return [name, content.copy().digest('base64')] as const;
    });
  const total = createHash('sha256');
  for (const [name, hash] of entries) total.update(name).update(hash);
  return [`h1:${total.digest('base64')}`, ...entries.map(([name, hash]) => `${name} h1:${hash}`), ''].join(
    '\n',
  );
}
