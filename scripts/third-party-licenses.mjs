/** Gathers the licences of every package that a bundle is made of, from esbuild's account of its inputs. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXTENSION_PACKAGES } from './extension-packages.mjs';

/** Packages whose data or WebAssembly is shipped beside the bundles. */
const SHIPPED_FILES_OF = [
  'libpg-query',
  '@electric-sql/pglite',
  ...EXTENSION_PACKAGES.map((name) => `@electric-sql/${name}`),
];

/** The text of `dist/licenses.txt`; packages sorted by name. */
export async function licensesText(inputs) {
  const names = new Set(SHIPPED_FILES_OF);
  for (const input of inputs) {
    const name = packageOf(input);
    if (name !== null) names.add(name);
  }
  const sections = [];
  for (const name of [...names].sort()) sections.push(await section(name));
  return sections.join('\n');
}

/** `node_modules/a/node_modules/@b/c/index.js` belongs to `a/node_modules/@b/c`. */
function packageOf(input) {
  const match = /^(?:.*?)node_modules\/((?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+)/.exec(input);
  return match?.[1] ?? null;
}

async function section(name) {
  const folder = join('node_modules', name);
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort();
  const texts = [];
  for (const file of files)
    texts.push((await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n').trim());
  const license = typeof manifest.license === 'string' ? manifest.license : 'see below';
  const body = texts.length === 0 ? `Licensed under ${license}.` : texts.join('\n\n');
  return `${manifest.name} ${manifest.version} (${license})\n${'-'.repeat(72)}\n${body}\n\n`;
}
