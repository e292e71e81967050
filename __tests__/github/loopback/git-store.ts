import { createHash } from 'node:crypto';

export interface GitObject {
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly bytes: Buffer;
}

export interface TreeEntry {
  readonly mode: string;
  readonly sha: string;
}

/** Content of files by path; null takes a file away. A link or a submodule gives its mode. */
export type Files = Readonly<Record<string, string | Uint8Array | TreeEntry | null>>;

export interface CommitFacts {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly at: string;
}

/** Git objects with their true hashes, and refs. */
export class GitStore {
  readonly objects = new Map<string, GitObject>();
  readonly refs = new Map<string, string>();
  readonly #flat = new Map<string, ReadonlyMap<string, TreeEntry>>();

  put(type: GitObject['type'], bytes: Buffer): string {
    const sha = createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
    this.objects.set(sha, { type, bytes });
    return sha;
  }

  blob(sha: string): Buffer {
    return this.#object(sha, 'blob');
  }

  /** Commits `files` on top of the first parent's files. */
  commit(parents: readonly string[], files: Files, message: string, at: string): string {
    const [first] = parents;
    const entries = new Map(first === undefined ? [] : this.files(first));
    for (const [path, content] of Object.entries(files)) {
      if (content === null) entries.delete(path);
      else entries.set(path, this.#entry(content));
    }
    return this.commitTree({ tree: this.#tree(entries), parents, message, at });
  }

  commitTree({ tree, parents, message, at }: CommitFacts): string {
    const who = `Ada <ada@example.org> ${Date.parse(at) / 1000} +0000`;
    const lines = [
      `tree ${tree}`,
      ...parents.map((sha) => `parent ${sha}`),
      `author ${who}`,
      `committer ${who}`,
    ];
    return this.put('commit', Buffer.from(`${lines.join('\n')}\n\n${message}\n`));
  }

  /** All files of a commit or a tree by path. */
  files(treeish: string): ReadonlyMap<string, TreeEntry> {
    const tree = this.objects.get(treeish)?.type === 'commit' ? this.facts(treeish).tree : treeish;
    const known = this.#flat.get(tree);
    if (known !== undefined) return known;
    const found = new Map<string, TreeEntry>();
    for (const [name, entry] of this.entries(tree)) {
      if (entry.mode !== '40000') found.set(name, entry);
      else for (const [path, inner] of this.files(entry.sha)) found.set(`${name}/${path}`, inner);
    }
    this.#flat.set(tree, found);
    return found;
  }

  /** What is right inside a tree. */
  entries(tree: string): ReadonlyMap<string, TreeEntry> {
    const bytes = this.#object(tree, 'tree');
    const found = new Map<string, TreeEntry>();
    for (let at = 0; at < bytes.length;) {
      const end = bytes.indexOf(0, at);
      const [mode = '', ...name] = bytes.toString('utf8', at, end).split(' ');
      found.set(name.join(' '), { mode, sha: bytes.toString('hex', end + 1, end + 21) });
      at = end + 21;
    }
    return found;
  }

  facts(commit: string): CommitFacts {
    const text = this.#object(commit, 'commit').toString('utf8');
    const all = (key: string): string[] =>
      [...text.matchAll(new RegExp(`^${key} ([0-9a-f]{40})$`, 'gm'))].map(([, sha = '']) => sha);
    const seconds = Number(/^committer .* (\d+) [+-]\d{4}$/m.exec(text)?.[1] ?? 0);
    return {
      tree: all('tree')[0] ?? '',
      parents: all('parent'),
      message: text.slice(text.indexOf('\n\n') + 2).trimEnd(),
      at: new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'),
    };
  }

  /** The commit that a branch, a ref or a hash names; null when there is none. */
  resolve(name: string): string | null {
    const names = [name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`];
    const ref = names.map((each) => this.refs.get(each)).find((sha) => sha !== undefined);
    if (ref !== undefined) return ref;
    return this.objects.get(name)?.type === 'commit' ? name : null;
  }

  /** A commit and all before it, nearest first. */
  ancestors(commit: string): readonly string[] {
    const found = new Set([commit]);
    for (const each of found)
      for (const parent of this.facts(each).parents) if (this.objects.has(parent)) found.add(parent);
    return [...found];
  }

  mergeBase(left: string, right: string): string | null {
    const before = new Set(this.ancestors(left));
    return this.ancestors(right).find((sha) => before.has(sha)) ?? null;
  }

  /** Merges `theirs` into `ours`, theirs winning where both changed a file. */
  merge(ours: string, theirs: string, at: string): string {
    const base = this.mergeBase(ours, theirs);
    const before = base === null ? new Map<string, TreeEntry>() : this.files(base);
    const after = this.files(theirs);
    const entries = new Map(this.files(ours));
    for (const [path, entry] of after) if (before.get(path)?.sha !== entry.sha) entries.set(path, entry);
    for (const path of before.keys()) if (!after.has(path)) entries.delete(path);
    return this.commitTree({ tree: this.#tree(entries), parents: [ours, theirs], message: 'Merge', at });
  }

  #entry(content: string | Uint8Array | TreeEntry): TreeEntry {
    if (typeof content !== 'string' && 'mode' in content) return content;
    return { mode: '100644', sha: this.put('blob', Buffer.from(content)) };
  }

  #tree(entries: ReadonlyMap<string, TreeEntry>): string {
    const here = new Map<string, TreeEntry>();
    const folders = new Map<string, Map<string, TreeEntry>>();
    for (const [path, entry] of entries) {
      const slash = path.indexOf('/');
      if (slash < 0) here.set(path, entry);
      else {
        const name = path.slice(0, slash);
        folders.set(
          name,
          (folders.get(name) ?? new Map<string, TreeEntry>()).set(path.slice(slash + 1), entry),
        );
      }
    }
    for (const [name, inner] of folders) here.set(name, { mode: '40000', sha: this.#tree(inner) });
    const key = ([name, { mode }]: [string, TreeEntry]): Buffer =>
      Buffer.from(mode === '40000' ? `${name}/` : name);
    const sorted = [...here].toSorted((left, right) => Buffer.compare(key(left), key(right)));
    const parts = sorted.map(([name, { mode, sha }]) => [
      Buffer.from(`${mode} ${name}\0`),
      Buffer.from(sha, 'hex'),
    ]);
    return this.put('tree', Buffer.concat(parts.flat()));
  }

  #object(sha: string, type: GitObject['type']): Buffer {
    const object = this.objects.get(sha);
    if (object?.type !== type) throw new Error(`${sha} is no ${type} that is known here.`);
    return object.bytes;
  }
}
