/** Jest runs the sources as native ES modules; see `npm test` for the flag that Node needs. */
export default {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  restoreMocks: true,
  // Never in one process: WebAssembly memory of files that are over is not given back, and address space runs out.
  maxWorkers: 2,
  workerIdleMemoryLimit: '512MB',
  testSequencer: '<rootDir>/scripts/longest-first.mjs',
  setupFiles: ['<rootDir>/__tests__/support/same-seed.ts'],
  reporters: ['default', '<rootDir>/scripts/count-reporter.mjs'],
  testTimeout: 240_000,
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
