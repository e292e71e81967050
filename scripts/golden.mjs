/** Writes the golden comments of the examples anew, from the commands that examples/README.md names. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const COMMAND = /`node dist\/cli\.js review (examples\/([\w-]+)\/migrations --since \w+)`/g;

for (const [, args, name] of readFileSync('examples/README.md', 'utf8').matchAll(COMMAND)) {
  const path = `examples/${name}/comment.md`;
  writeFileSync(path, comment(args.split(' ')));
  console.log(path);
}

/** A no-go leaves with 1 and a hold with 2; both have a comment. */
function comment(args) {
  const flags = ['--format', 'markdown', '--fail-on', 'never'];
  return execFileSync(process.execPath, ['dist/cli.js', 'review', ...args, ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
