import { refuse, type Answer } from '../answer.ts';
import type { GitStore, TreeEntry } from '../git-store.ts';
import { ok, type Call, type Routes } from '../route.ts';
import { DEFAULT_BRANCH, REPOSITORY } from '../world.ts';

type Json = Readonly<Record<string, unknown>>;

/** Trees, blobs and files. */
export const CONTENTS: Routes = {
  'git/get-tree': { needs: ['contents:read'], serve: tree },
  'git/get-blob': { needs: ['contents:read'], serve: blob },
  'repos/get-content': { needs: ['contents:read'], serve: content },
};

const TYPES: Readonly<Record<string, string>> = { '40000': 'tree', '160000': 'commit' };

/** `recursive` counts whatever its value; a tree that is too big is cut off and says so. */
function tree({ world, path, query }: Call): Answer {
  const { git, maxima } = world;
  const name = path['tree_sha'] ?? '';
  const commit = git.resolve(name);
  const sha = commit === null ? name : git.facts(commit).tree;
  if (git.objects.get(sha)?.type !== 'tree') return refuse(404, 'Not Found');
  const all = entriesOf(git, sha, query.has('recursive') ? '' : null);
  const truncated = all.length > maxima.treeEntries;
  return ok({ sha, truncated, tree: all.slice(0, maxima.treeEntries) });
}

/** Everything in a tree, folders before their content; `prefix` null stays on the first level. */
function entriesOf(git: GitStore, sha: string, prefix: string | null): readonly Json[] {
  return [...git.entries(sha)].flatMap(([name, entry]) => {
    const path = `${prefix ?? ''}${name}`;
    const type = TYPES[entry.mode] ?? 'blob';
    const size = type === 'blob' ? { size: git.blob(entry.sha).length } : {};
    const self = { path, mode: entry.mode.padStart(6, '0'), type, sha: entry.sha, ...size };
    return type === 'tree' && prefix !== null ? [self, ...entriesOf(git, entry.sha, `${path}/`)] : [self];
  });
}

function blob({ world: { git }, path, accept }: Call): Answer {
  const sha = path['file_sha'] ?? '';
  if (git.objects.get(sha)?.type !== 'blob') return refuse(404, 'Not Found');
  const bytes = git.blob(sha);
  if (wantsRaw(accept)) return rawAnswer(bytes);
  return ok({ sha, size: bytes.length, encoding: 'base64', content: base64(bytes), node_id: `B_${sha}` });
}

function content({ world, path, query, accept }: Call): Answer {
  const { git, maxima } = world;
  const commit = git.resolve(query.get('ref') ?? DEFAULT_BRANCH);
  if (commit === null) return refuse(404, `No commit found for the ref ${query.get('ref') ?? ''}`);
  const wanted = (path['path'] ?? '').replace(/\/$/, '');
  const entry = git.files(commit).get(wanted);
  if (entry === undefined) return folder(git, commit, wanted);
  if (entry.mode === '160000')
    return ok({ ...fileFacts(wanted, entry), type: 'submodule', submodule_git_url: null });
  const bytes = git.blob(entry.sha);
  if (wantsRaw(accept)) return rawAnswer(bytes);
  if (entry.mode === '120000')
    return ok({
      ...fileFacts(wanted, entry),
      type: 'symlink',
      size: bytes.length,
      target: bytes.toString('utf8'),
    });
  const small = bytes.length <= maxima.contentsBytes;
  const body = small ? { encoding: 'base64', content: base64(bytes) } : { encoding: 'none', content: '' };
  return ok({ ...fileFacts(wanted, entry), type: 'file', size: bytes.length, ...body });
}

function folder(git: GitStore, commit: string, wanted: string): Answer {
  let sha = git.facts(commit).tree;
  for (const part of wanted.split('/').filter((each) => each !== '')) {
    const inner = git.entries(sha).get(part);
    if (inner?.mode !== '40000') return refuse(404, 'Not Found');
    sha = inner.sha;
  }
  const prefix = wanted === '' ? '' : `${wanted}/`;
  const kinds: Readonly<Record<string, string>> = {
    '40000': 'dir',
    '120000': 'symlink',
    '160000': 'submodule',
  };
  return ok(
    [...git.entries(sha)].map(([name, entry]) => ({
      ...fileFacts(`${prefix}${name}`, entry),
      type: kinds[entry.mode] ?? 'file',
      size: (TYPES[entry.mode] ?? 'blob') === 'blob' ? git.blob(entry.sha).length : 0,
    })),
  );
}

function fileFacts(path: string, { sha }: TreeEntry): Json {
  const html_url = `https://github.com/${REPOSITORY}/blob/${DEFAULT_BRANCH}/${encodeURI(path)}`;
  return { path, name: path.slice(path.lastIndexOf('/') + 1), sha, html_url };
}

function wantsRaw(accept: string): boolean {
  return /application\/vnd\.github(\.v3)?\.raw/.test(accept);
}

function rawAnswer(raw: Uint8Array): Answer {
  return {
    status: 200,
    body: null,
    raw,
    headers: { 'content-type': 'application/vnd.github.raw; charset=utf-8' },
  };
}

/** In lines of sixty characters, as GitHub sends it. */
function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{1,60}/g, '$&\n');
}
