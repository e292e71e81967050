/** Writes the golden comments of the examples anew, from the commands that examples/README.md names, and the golden runbooks. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bundledImport } from './bundled-import.mjs';

const COMMAND = /`node dist\/cli\.js review (examples\/([\w-]+)\/migrations --since \w+)`/g;

for (const [, args, name] of readFileSync('examples/README.md', 'utf8').matchAll(COMMAND)) {
  const path = `examples/${name}/comment.md`;
  writeFileSync(path, comment(args.split(' ')));
  console.log(path);
}

const { goldenFiles } = await bundledImport(
  `export { goldenFiles } from './__tests__/render/runbook/golden-files.ts';`,
);
for (const { path, text } of goldenFiles()) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(path);
}

/** A no-go leaves with 1 and a hold with 2; both have a comment. */
function comment(args) {
  const flags = ['--format', 'markdown', '--fail-on', 'never'];
  return execFileSync(process.execPath, ['dist/cli.js', 'review', ...args, ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
