import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';
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
  return process.env['HOLDPOINT_BROWSER'] === 'required' || existsSync(EXECUTABLE);
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, headless: true, args: ARGUMENTS });
}
