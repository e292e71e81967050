/** Runs all steps of `npm run check`, as many at once as there are cores; prints what each said, ends with 1 if one failed. */
import console from 'node:console';
import process from 'node:process';
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Longest first, so that none is left alone at the end. */
const STEPS = ['lint', 'types', 'format:check', 'unused', 'boundaries', 'generate:check', 'build:check'];

const waiting = [...STEPS];
const failed = [];

await Promise.all(Array.from({ length: availableParallelism() }, work));
if (failed.length > 0) {
  console.error(`Failed: ${STEPS.filter((step) => failed.includes(step)).join(', ')}.`);
  process.exitCode = 1;
}

async function work() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const began = performance.now();
    const { code, said } = await run(step);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (code !== 0) failed.push(step);
    console.log(
      `${code === 0 ? 'ok' : 'FAILED'}  ${step}, ${seconds} s\n${code === 0 ? '' : said}`.trimEnd(),
    );
  }
}

/** What it said is kept until it is over, so that two steps don't mix their lines. */
function run(step) {
  return new Promise((settle) => {
    const child = spawn('npm', ['run', '--silent', step], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const hear = (text) => (said += text);
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', ({ message }) => settle({ code: 1, said: message }));
    child.on('close', (code) => settle({ code, said }));
  });
}
