import { describe, expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { explainRule } from '../../src/cli/explain.ts';
import { listRules } from '../../src/cli/rules-list.ts';
import { Problem } from '../../src/model/problem.ts';
import { RULES } from '../../src/rules/index.ts';

const ids = RULES.map(({ id }) => id);

async function stems(folder: string, ending: string): Promise<string[]> {
  const files = await readdir(fileURLToPath(new URL(`../../${folder}`, import.meta.url)));
  return files.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
}

describe('the registry of rules', () => {
  it('holds every file of the folder, by id, each once', async () => {
    const files = await stems('src/rules', '.ts');

    expect(ids).toEqual(files.filter((file) => file !== 'index' && file !== 'judge').sort());
    expect(new Set(RULES.map(({ title }) => title)).size).toBe(RULES.length);
  });

  it('has a page for every rule and no other page', async () => {
    const pages = await stems('docs/rules', '.md');

    expect(pages.filter((page) => page !== 'README').sort()).toEqual(ids);
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))(
  '%s',
  (id, { docs, title, examples, dialects }) => {
    it('speaks in sentences and gives references that can be followed', () => {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(title).not.toMatch(/\.$/);
      for (const text of [docs.what, docs.why, docs.instead]) expect(text).toMatch(/^[A-Z`].*\.$/s);
      expect(docs.references.length).toBeGreaterThan(0);
      for (const url of docs.references) expect(new URL(url).protocol).toBe('https:');
      expect(dialects.length).toBeGreaterThan(0);
    });

    it('comes with at least one bad and two good examples, each with a title of its own', () => {
      expect(examples.bad.length).toBeGreaterThanOrEqual(1);
      expect(examples.good.length).toBeGreaterThanOrEqual(2);
      const titles = [...examples.bad, ...examples.good].map((example) => example.title);
      expect(new Set(titles).size).toBe(titles.length);
      for (const { also = [] } of examples.bad) expect(ids).toEqual(expect.arrayContaining([...also]));
    });

    it('has a page for the terminal that says all of it', () => {
      const page = explainRule(id);

      expect(page.split('\n')[0]).toBe(title);
      expect(page.replaceAll(/\s+/g, ' ')).toContain(docs.why);
      expect(page).toContain(examples.bad[0]?.head[0]?.up.split('\n')[0] ?? 'Reported:');
    });
  },
);

describe('the command line', () => {
  it('names the nearest rule for a slip of the pen', () => {
    expect(() => explainRule('drop-in-us')).toThrow(Problem);
    try {
      explainRule('drop-in-us');
    } catch (error) {
      expect(error).toMatchObject({ facts: { hint: 'Did you mean drop-in-use?', blame: 'usage' } });
    }
  });

  it('lists every rule with its severity, aligned', () => {
    const lines = listRules().split('\n');
    const column = lines[0]?.indexOf('SEVERITY') ?? -1;

    for (const { id, severity } of RULES) {
      expect(lines.find((line) => line.startsWith(`${id} `))?.slice(column)).toMatch(
        new RegExp(`^${severity} `),
      );
    }
  });
});
