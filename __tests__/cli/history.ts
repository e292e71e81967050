import { temporaryFolder, writeFiles } from '../git/checkout.ts';

/** What every history here begins with. */
export const CUSTOMERS = 'CREATE TABLE customers (id bigint PRIMARY KEY, name text);\n';
/** A change that nothing speaks against. */
export const PHONE = "SET lock_timeout = '2s';\nALTER TABLE customers ADD COLUMN phone text;\n";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A plain folder with `migrations/0001_customers.sql`, which is shipped, and the files of a change. */
export function history(change: Files, shipped: string = CUSTOMERS): string {
  const folder = temporaryFolder();
  const files = { '0001_customers.sql': shipped, ...change };
  const placed = Object.entries(files).map(([name, content]) => [`migrations/${name}`, content]);
  writeFiles(folder, Object.fromEntries(placed) as Files);
  return folder;
}
