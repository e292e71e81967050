/** Ends a test run with one plain line, `N passed, N failed`, and `N skipped` where there are any. */
import { writeSync } from 'node:fs';
import process from 'node:process';

export default class CountReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const parts = [`${results.numPassedTests} passed`, `${failed} failed`];
    if (skipped > 0) parts.push(`${skipped} skipped`);
    // Jest writes its own summary after all reporters.
    process.once('exit', () => writeSync(process.stdout.fd, `${parts.join(', ')}\n`));
  }
}
