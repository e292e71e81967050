/** Pages of the rules as Markdown: one for each rule, and the table of all. */

/** `findings` are those of each bad example, in order. */
export function rulePage(rule, findings) {
  const { id, title, severity, dialects, docs, examples, options = [], alwaysCounts } = rule;
  return [
    `<!-- Written by \`npm run generate\` from src/rules/${id}.ts. -->`,
    `# ${title}`,
    `\`${id}\` · severity \`${severity}\` · ${dialects.join(', ')}`,
    docs.what,
    '## Why it matters',
    docs.why,
    '## What to do instead',
    docs.instead,
    ...(alwaysCounts === undefined ? [] : [`No comment in a file can allow it: ${alwaysCounts}`]),
    ...(options.length === 0 ? [] : ['## Options', optionTable(options), optionExample(id, options)]),
    '## Reported',
    ...examples.bad.flatMap((example, index) => [...story(example), ...told(findings[index] ?? [])]),
    '## Not reported',
    ...examples.good.flatMap(story),
    '## References',
    docs.references.map((url) => `- <${url}>`).join('\n'),
    '',
  ].join('\n\n');
}

export function indexPage(rules) {
  return [
    '<!-- Written by `npm run generate` from src/rules. -->',
    '# Rules',
    'Every rule looks at what was seen when the change was run, not at its text. Severities can be set by rule id in the configuration: `block` holds the merge, `warn` wants a person’s eye, `note` is for information, `off` leaves the rule out.',
    [
      '| Rule | Severity | What it looks for |',
      '| --- | --- | --- |',
      ...rules.map(
        ({ id, severity, docs }) => `| [\`${id}\`](${id}.md) | ${severity} | ${cell(docs.what)} |`,
      ),
    ].join('\n'),
    '',
  ].join('\n\n');
}

function optionTable(options) {
  return [
    '| Option | Values | Default | What it sets |',
    '| --- | --- | --- | --- |',
    ...options.map(({ name, kind, what, usual }) => {
      const values = kind === 'duration' ? 'duration: `5s`, `500ms`, `1min`' : 'number from 1';
      return `| \`${name}\` | ${values} | ${usual ?? 'no limit'} | ${cell(what)} |`;
    }),
  ].join('\n');
}

function optionExample(id, options) {
  const lines = options.map(({ name, kind }) => `      ${name}: ${kind === 'duration' ? '5s' : 3}`);
  return `\`\`\`yaml\nrules:\n  ${id}:\n    options:\n${lines.join('\n')}\n\`\`\``;
}

function story({ title, base, head, rewritten = {}, serverVersion, surroundings, statistics }) {
  const shipped = base.map((sql, index) => {
    const now = rewritten[index];
    const edit =
      now === undefined
        ? ''
        : now === null
          ? '\n-- the change deletes it'
          : `\n-- the change makes it:\n${now}`;
    return `-- shipped: version ${String((index + 1) * 10).padStart(4, '0')}\n${sql}${edit}`;
  });
  const change = head.map(({ up, down, transaction, version }) => {
    const notes = [
      ...(version === undefined ? [] : [version === '' ? 'file without a version' : `version ${version}`]),
      ...(transaction === undefined ? [] : [`transaction: ${transaction}`]),
    ];
    const note = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
    return [`-- the change${note}\n${up}`, ...(down === undefined ? [] : [`-- its down file\n${down}`])].join(
      '\n\n',
    );
  });
  const heading =
    serverVersion === undefined ? `**${title}.**` : `**${title}** (\`--server-version ${serverVersion}\`).`;
  return [
    heading,
    `\`\`\`sql\n${[...shipped, ...change].join('\n\n')}\n\`\`\``,
    ...around(surroundings),
    ...sizes(statistics),
  ];
}

/** Code and history that the example goes by. */
function around(surroundings) {
  if (surroundings === undefined) return [];
  const { references, bakes } = { ...surroundings, ...surroundings.references };
  return [
    ...references.map(({ path, line, text }) => `\`${path}:${line}\`: \`${text}\``),
    ...bakes.map(({ because }) => sentence(because)),
  ];
}

/** What the example takes for known of the tables. */
function sizes(known) {
  return (known?.statistics.tables ?? []).map(({ name, rows, columns }) => {
    const held = columns.map(
      (column) =>
        `\`${column.name}\` holds ${column.distinct} different values and is NULL in ${column.nulls * 100} % of the rows`,
    );
    return `By its statistics, \`${name}\` has ${rows} rows; ${held.join('; ')}.`;
  });
}

function told(findings) {
  return findings.map(({ message, evidence, remedy }) =>
    [
      `> ${sentence(message)}`,
      ...evidence.map((line) => `> - ${sentence(line)}`),
      ...(remedy === null ? [] : [`>\n> ${sentence(remedy.text)}`]),
      ...(remedy === null || remedy.sql.length === 0
        ? []
        : [
            `>\n> \`\`\`sql\n${remedy.sql.map((sql) => `${sql};`.replaceAll(/^/gm, '> ')).join('\n')}\n> \`\`\``,
          ]),
    ].join('\n'),
  );
}

/** A sentence that Markdown shows as it is: what it marks as code stays marked. */
function sentence(text) {
  return text.replaceAll(/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|[\\`*_<>[\]|]/g, (found, fence) =>
    fence === undefined ? `\\${found}` : found,
  );
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
