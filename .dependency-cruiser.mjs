/** The design's import directions: shells → review → steps → model. See docs/design.md. */
const steps = 'changeset|rehearse|survey|rules|plan|verdict|render|conversation|publish|statistics';
const shells = '^src/(main|cli|index)[.]ts$|^src/(cli|action)/';
const world = [`^src/adapters/`, `^src/dialects/([^/]+/engines|engine-process)/`, shells];
const builtin =
  '^(node:)?(assert|async_hooks|child_process|dns|fs|http|https|net|os|process|readline|timers|tls|worker_threads)(/|$)';

const rules = [
  ['no-circular', 'Break the circle: move what both need into model/ or lib/.', {}, { circular: true }],
  [
    'model-alone',
    'The vocabulary imports nothing.',
    { path: '^src/model/' },
    { path: '^src/', pathNot: '^src/model/' },
  ],
  [
    'lib-alone',
    'lib/ would fit in any project.',
    { path: '^src/lib/' },
    { path: '^src/', pathNot: '^src/lib/' },
  ],
  [
    'steps-apart',
    'Steps do not import each other; hand the value through review.ts.',
    { path: `^src/(${steps})/` },
    { path: '^src/', pathNot: ['^src/$1/', '^src/(model|lib)/'] },
  ],
  [
    'rules-apart',
    'A rule knows the model, not its siblings.',
    { path: '^src/rules/[^/]+[.]ts$', pathNot: '^src/rules/(index|judge)[.]ts$' },
    { path: '^src/', pathNot: ['^src/(model|lib)/', '^src/rules/support/'] },
  ],
  [
    'dialects-apart',
    'A dialect knows the model and what dialects share, not its siblings.',
    { path: '^src/dialects/([^/]+)/' },
    {
      path: '^src/',
      pathNot: [
        '^src/dialects/($1|catalog|compare|engine-process|lexer|rows|validation)/',
        '^src/(model|lib)/',
      ],
    },
  ],
  [
    'only-the-edges-touch-the-world',
    'Go through a port; adapters, engines and shells implement it.',
    { path: '^src/', pathNot: world },
    {
      path: [builtin, 'node_modules/(@actions|@octokit|@electric-sql|@sqlite.org|pg)/'],
      dependencyTypesNot: ['type-only'],
    },
  ],
  [
    'markdown-in-render',
    'Only render/ knows Markdown.',
    { path: '^src/', pathNot: '^src/render/' },
    { path: 'node_modules/(unified|remark|mdast|rehype)' },
  ],
  [
    'adapters-know-ports',
    'Adapters implement ports of the model.',
    { path: '^src/adapters/' },
    { path: '^src/', pathNot: '^src/(adapters|model|lib)/' },
  ],
  [
    'shells-compose',
    'Only shells choose adapters.',
    { path: '^src/', pathNot: [shells, '^src/adapters/'] },
    { path: '^src/adapters/' },
  ],
  ['tests-outside', 'Sources do not import tests.', { path: '^src/' }, { path: '^__tests__/' }],
  [
    'resolvable',
    'The import leads nowhere.',
    {},
    { couldNotResolve: true, pathNot: '^(mdast|hast)$|^picocolors/types' },
  ],
];

export default {
  forbidden: rules.map(([name, comment, from, to]) => ({ name, comment, severity: 'error', from, to })),
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js'],
    },
  },
};
