import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A real checkout in a temporary folder. */
export interface Checkout {
  readonly folder: string;
  git(...args: string[]): string;
  /** Writes files; null deletes. */
  write(files: Readonly<Record<string, string | Uint8Array | null>>): void;
  /** Writes files, stages everything and commits; returns the hash. */
  commit(files: Readonly<Record<string, string | Uint8Array | null>>): string;
}

const folders: string[] = [];

/** A new temporary folder; `removeFolders` takes it away. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'holdpoint-')));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** An empty repository on branch main. */
export function createCheckout(): Checkout {
  const folder = temporaryFolder();
  const checkout = checkoutAt(folder);
  checkout.git('init', '--quiet', '--initial-branch=main');
  return checkout;
}

/** A branch on top of main with many more files, in one pack: quicker than adding them one by one. */
export function importBranch(
  { folder }: Checkout,
  branch: string,
  files: Readonly<Record<string, string>>,
): void {
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const changes = Object.entries(files).map(([path, text]) => `M 644 inline ${path}\n${data(text)}`);
  const author = 'committer Ada <ada@example.com> 1700000000 +0000';
  const input = `commit refs/heads/${branch}\n${author}\n${data('Many')}from refs/heads/main\n${changes.join('')}`;
  execFileSync('git', ['fast-import', '--quiet'], { cwd: folder, input });
}

/** A clone over the file protocol, so that a depth counts. */
export function cloneOf(origin: Checkout, ...options: string[]): Checkout {
  const folder = temporaryFolder();
  const url = pathToFileURL(origin.folder).href;
  checkoutAt(folder).git('clone', '--quiet', ...options, url, '.');
  return checkoutAt(folder);
}

function checkoutAt(folder: string): Checkout {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();
  const write: Checkout['write'] = (files) => {
    writeFiles(folder, files);
  };
  return {
    folder,
    git,
    write,
    commit: (files) => {
      write(files);
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', 'Change');
      return git('rev-parse', 'HEAD');
    },
  };
}

/** Writes files below a folder; null deletes. */
export function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array | null>>,
): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    if (content === null) {
      rmSync(file);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
