/** How GitHub's client of the cache service complains; a cache that does not work is no reason to worry a reader. */
const COMPLAINT =
  /^::(?:warning|error)::((?:Failed to (?:restore|save)|Cache (?:restore|save|service|upload)|Unable to reserve cache).*)/is;

let atWork = 0;
let stop: (() => void) | null = null;

/** Runs calls of that client, and lets its warnings pass as plain lines of the log instead of marks on the run. */
export async function withoutComplaints<Result>(work: () => Promise<Result>): Promise<Result> {
  begin();
  try {
    return await work();
  } finally {
    end();
  }
}

function begin(): void {
  atWork += 1;
  if (stop !== null) return;
  const out = process.stdout;
  const before = Object.getOwnPropertyDescriptor(out, 'write');
  const write = out.write.bind(out);
  out.write = (piece: string | Uint8Array, ...rest: []) =>
    write(typeof piece === 'string' ? plain(piece) : piece, ...rest);
  stop = () => {
    if (before === undefined) Reflect.deleteProperty(out, 'write');
    else Object.defineProperty(out, 'write', before);
  };
}

function end(): void {
  atWork -= 1;
  if (atWork > 0) return;
  stop?.();
  stop = null;
}

/** The text without the command that makes it a warning. */
function plain(text: string): string {
  const complaint = COMPLAINT.exec(text)?.[1];
  return complaint === undefined ? text : `Cache: ${complaint}`;
}
