import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Debian's, and the one on GitHub's runners. */
const EXECUTABLES = ['/usr/bin/chromium', '/usr/bin/google-chrome'] as const;
/** Chromium must not ask the network for anything of its own. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether the tests of this folder run: `HOLDPOINT_BROWSER=required` makes a missing Chromium a failure. */
export function hasBrowser(): boolean {
  return process.env['HOLDPOINT_BROWSER'] === 'required' || executable() !== undefined;
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executable() ?? EXECUTABLES[0], headless: true, args: ARGUMENTS });
}

function executable(): string | undefined {
  return EXECUTABLES.find((path) => existsSync(path));
}
