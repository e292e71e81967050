/**
 * After an install: takes the link to Node.js 24 out of `node_modules/.bin`, so that npm's scripts run on the Node.js
 * that is installed. The package is there for the tests that run the action as GitHub's runner does.
 */
import { rmSync } from 'node:fs';

for (const name of ['node', 'node.cmd', 'node.ps1']) rmSync(`node_modules/.bin/${name}`, { force: true });
