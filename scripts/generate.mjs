/** Writes what follows from the sources: registry and pages of the rules, page of the server versions, JSON Schemas. `--check` writes nothing and names what is stale. */
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import console from 'node:console';
import { basename, join } from 'node:path';
import process from 'node:process';
import prettier from 'prettier';
import { bundledImport } from './bundled-import.mjs';
import { indexPage, rulePage } from './rule-page.mjs';
import { serverVersionsPage } from './server-versions-page.mjs';

const RULES = 'src/rules';
const PAGES = 'docs/rules';
const NOT_RULES = new Set(['index.ts', 'judge.ts']);
const check = process.argv.includes('--check');

const ids = (await readdir(RULES))
  .filter((file) => file.endsWith('.ts') && !NOT_RULES.has(file))
  .map((file) => basename(file, '.ts'))
  .sort();
const stale = [];

await put(join(RULES, 'index.ts'), registry(ids));
const { RULES: rules, ...means } = await bundledImport(`
  export { RULES } from './${RULES}/index.ts';
  export { judge } from './${RULES}/judge.ts';
  export { withExampleStage } from './__tests__/rules/rehearse-example.ts';
`);
const schemas = await bundledImport(`
  export { reportJsonSchema as report } from './src/render/json/report-schema.ts';
  export { runbookJsonSchema as runbook } from './src/render/runbook/json/runbook-schema.ts';
  export { briefJsonSchema as brief } from './src/brief/brief-json-schema.ts';
  export { configurationJsonSchema as configuration } from './src/config/configuration-json-schema.ts';
  export { statisticsJsonSchema as stats } from './src/statistics/statistics-json-schema.ts';
`);
for (const [name, schema] of Object.entries(schemas))
  await put(`docs/${name}.schema.json`, JSON.stringify(schema(), null, 2));
const features = await bundledImport(`
  export { FEATURES as postgres, featureLink } from './src/dialects/postgres/versions/features.ts';
  export { FEATURES as sqlite } from './src/dialects/sqlite/versions/features.ts';
`);
await put('docs/server-versions.md', serverVersionsPage(features));
const found = await findingsOfExamples(rules, means);
for (const rule of rules) await put(join(PAGES, `${rule.id}.md`), rulePage(rule, found.get(rule.id)));
await put(join(PAGES, 'README.md'), indexPage(rules));
for (const page of await readdir(PAGES)) {
  if (page !== 'README.md' && !ids.includes(basename(page, '.md'))) await remove(join(PAGES, page));
}

if (stale.length > 0 && check) {
  console.error(`Not up to date; run \`npm run generate\`:\n${stale.map((path) => `  ${path}`).join('\n')}`);
  process.exitCode = 1;
} else if (!check) {
  console.log(
    stale.length === 0 ? 'Everything is up to date.' : stale.map((path) => `wrote ${path}`).join('\n'),
  );
}

async function put(path, text) {
  const options = { ...(await prettier.resolveConfig(path)), filepath: path };
  const wanted = await prettier.format(text, options);
  if ((await readFile(path, 'utf8').catch(() => null)) === wanted) return;
  stale.push(path);
  if (!check) await writeFile(path, wanted);
}

async function remove(path) {
  stale.push(path);
  if (!check) await rm(path);
}

function registry(names) {
  const constant = (id) => id.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
  return [
    "import type { Rule } from '../model/rule.ts';",
    ...names.map((id) => `import ${constant(id)} from './${id}.ts';`),
    '',
    '/** Every rule, by id. Written by `npm run generate` from the files of this folder. */',
    `export const RULES: readonly Rule[] = [${names.map(constant).join(', ')}];`,
    '',
  ].join('\n');
}

/** What the rule says to each of its bad examples, which are run for it; by rule id. */
async function findingsOfExamples(rules, { judge, withExampleStage }) {
  const settings = { severities: new Map(), lockTimeoutDefault: null };
  return withExampleStage(async (rehearseExample) => {
    const byRule = new Map();
    for (const { id, examples } of rules) {
      const told = [];
      for (const example of examples.bad) {
        const findings = judge(await rehearseExample(example), settings, {
          surroundings: example.surroundings ?? null,
          statistics: example.statistics ?? null,
        });
        told.push(findings.filter(({ rule }) => rule === id));
      }
      byRule.set(id, told);
    }
    return byRule;
  });
}
