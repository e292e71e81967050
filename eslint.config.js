import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Files that may touch the world: adapters, engines and the shells. Everything else is a function of its arguments. */
const shells = [
  'src/adapters/**',
  'src/dialects/*/engines/**',
  'src/dialects/engine-process/**',
  'src/cli/**',
  'src/action/**',
  'src/main.ts',
  'src/cli.ts',
  'src/index.ts',
];

/** What scripts use of Node.js without importing it. */
const NODE_GLOBALS = Object.fromEntries(
  [
    'console',
    'performance',
    'process',
    'setInterval',
    'clearInterval',
    'setTimeout',
    'clearTimeout',
    'Buffer',
    'URL',
  ].map((name) => [name, 'readonly']),
);

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'coverage/**', '**/*.cjs'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  {
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { requireDefaultForNonUnion: true, considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
    },
  },
  {
    files: ['src/**'],
    ignores: shells,
    rules: {
      'no-restricted-globals': [
        'error',
        ...['process', 'console', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'performance'].map(
          (name) => ({
            name,
            message: 'The world is reached through a port; only adapters, engines and shells touch it.',
          }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
        { object: 'Math', property: 'random', message: 'Chance comes in as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'Time comes in as an argument.',
        },
      ],
    },
  },
  {
    files: ['__tests__/**', 'scripts/**'],
    rules: { 'max-lines-per-function': 'off', 'no-console': 'off', 'max-lines': ['error', { max: 400 }] },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: NODE_GLOBALS },
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
);
