/** Jest runs the sources as native ES modules; see `npm test` for the flag that Node needs. */
export default {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  restoreMocks: true,
  // Engines and programs that tests start are processes of their own: with a worker on every core of a small machine,
  // what is limited in time runs out of it.
  maxWorkers: '50%',
  testSequencer: '<rootDir>/scripts/longest-first.mjs',
  setupFiles: ['<rootDir>/__tests__/support/same-seed.ts'],
  reporters: ['default', '<rootDir>/scripts/count-reporter.mjs'],
  testTimeout: 60_000,
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript', importAttributes: true }, target: 'es2023' },
        module: { type: 'es6' },
      },
    ],
  },
};
