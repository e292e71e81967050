import { execFileSync } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** How a served checkout behaves. */
export interface ServedOptions {
  /** Entries at which a tree is cut off, as GitHub does at 100,000. */
  readonly cutAt?: number;
  /** Answers queries; false as on servers that forbid them. */
  readonly graphql?: boolean;
  /** Answers that come in place of the real ones, by the end of a path. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Texts that queries give for blobs, by hash, in place of the real ones. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Requests that are left, as every answer says; nothing is said without. */
  readonly left?: number;
  /** Open pull requests by number. */
  readonly pulls?: Readonly<Record<number, { readonly base: string; readonly head: string }>>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const REPOSITORY = '/repos/acme/shop';

/** The API of GitHub for one repository, answered by git from a real checkout. */
export class ServedCheckout {
  readonly requests: string[] = [];
  /** Most requests that were under way at the same time. */
  mostAtOnce = 0;
  url = '';
  readonly #folder: string;
  readonly #options: ServedOptions;
  readonly #server: Server;
  #underWay = 0;

  private constructor(folder: string, options: ServedOptions) {
    this.#folder = folder;
    this.#options = options;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async open(folder: string, options: ServedOptions = {}): Promise<ServedCheckout> {
    const served = new ServedCheckout(folder, options);
    await new Promise<void>((ready) => served.#server.listen(0, '127.0.0.1', ready));
    const address = served.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The test server has no port.');
    served.url = `http://127.0.0.1:${address.port}`;
    return served;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#underWay);
    const url = new URL(request.url ?? '/', this.url);
    const path = decodeURIComponent(url.pathname);
    this.requests.push(`${request.method ?? ''} ${path}${url.search}`);
    const body = await textOf(request);
    // What comes at once is to overlap, as it does over a network.
    await new Promise((later) => setTimeout(later, 3));
    const told = Object.entries(this.#options.answers ?? {}).find(([end]) => path.endsWith(end));
    const { status, body: answer } = told?.[1] ?? this.#answer(path, url.searchParams, body);
    const { left } = this.#options;
    const limits = { 'x-ratelimit-remaining': String(left), 'x-ratelimit-reset': '1800000000' };
    response.writeHead(status, { 'content-type': 'application/json', ...(left === undefined ? {} : limits) });
    response.end(JSON.stringify(answer));
    this.#underWay -= 1;
  }

  #answer(path: string, query: URLSearchParams, body: string): Answer {
    if (path === '/graphql') return this.#texts(body);
    const [, kind = '', rest = ''] =
      new RegExp(`^${REPOSITORY}/(git/trees|git/blobs|compare|pulls)/(.+)$`).exec(path) ?? [];
    try {
      if (kind === 'git/trees') return ok(this.#tree(rest, query.get('recursive') !== null));
      if (kind === 'git/blobs') return ok(this.#blob(rest));
      if (kind === 'compare') return ok(this.#compare(rest));
      if (kind === 'pulls') return this.#pull(Number(rest));
    } catch {
      return { status: 404, body: { message: 'Not Found' } };
    }
    return { status: 404, body: { message: 'Not Found' } };
  }

  #tree(sha: string, recursive: boolean): unknown {
    const lines = this.#git('ls-tree', '-l', '-z', ...(recursive ? ['-r', '-t'] : []), sha).toString();
    const entries = lines
      .split('\0')
      .filter(Boolean)
      .map((line) => {
        const [, mode, type, id, size, path] = /^(\d+) (\w+) (\w+) +(\S+)\t([^]*)$/.exec(line) ?? [];
        return { path, mode, type, sha: id, ...(size === '-' ? {} : { size: Number(size) }) };
      });
    const { cutAt = Infinity } = this.#options;
    return { sha, truncated: entries.length > cutAt, tree: entries.slice(0, cutAt) };
  }

  #blob(sha: string): unknown {
    const bytes = this.#git('cat-file', 'blob', sha);
    // GitHub breaks its lines.
    const content = bytes.toString('base64').replace(/.{60}/g, '$&\n');
    return { sha, size: bytes.length, encoding: 'base64', content };
  }

  #compare(range: string): unknown {
    const [base = '', head = ''] = range.split('...');
    const sha = this.#git('merge-base', base, head).toString().trim();
    return { merge_base_commit: { sha }, files: [], commits: [] };
  }

  #pull(number: number): Answer {
    const pull = this.#options.pulls?.[number];
    if (pull === undefined) return { status: 404, body: { message: 'Not Found' } };
    const side = (sha: string, ref: string): object => ({
      sha,
      ref,
      repo: { id: 1, full_name: 'acme/shop' },
    });
    return ok({
      number,
      state: 'open',
      base: side(pull.base, 'main'),
      head: side(pull.head, 'change'),
      user: { login: 'ada', type: 'User' },
    });
  }

  #texts(body: string): Answer {
    if (this.#options.graphql === false) return { status: 403, body: { message: 'Forbidden' } };
    const { query } = JSON.parse(body) as { query: string };
    if (query.includes('pullRequests(')) return ok({ data: { repository: { pullRequests: { nodes: [] } } } });
    const asked = [...query.matchAll(/(b\d+): object\(oid: "([0-9a-f]{40})"\)/g)];
    const texts = asked.map(([, name = '', sha = '']) => [name, { text: this.#text(sha) }] as const);
    return ok({ data: { repository: Object.fromEntries(texts) } });
  }

  /** GitHub gives no text for what is binary. */
  #text(sha: string): string | null {
    const told = this.#options.texts?.[sha];
    if (told !== undefined) return told;
    const bytes = this.#git('cat-file', 'blob', sha);
    return bytes.includes(0) ? null : bytes.toString('utf8');
  }

  #git(...args: string[]): Buffer {
    return execFileSync('git', args, {
      cwd: this.#folder,
      maxBuffer: 1e9,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
