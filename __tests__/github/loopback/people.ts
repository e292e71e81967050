import { commentDelivery, pullDelivery, pushDelivery } from './deliveries.ts';
import type { Files } from './git-store.ts';
import type { Delivery, StoredComment, StoredPull } from './stored.ts';
import { DEFAULT_BRANCH, REPOSITORY, type World } from './world.ts';

export interface PullOptions {
  readonly number?: number;
  readonly by?: string;
  readonly title?: string;
  readonly draft?: boolean;
  /** Branch that it merges into. */
  readonly into?: string;
  /** Full name of the fork that it comes from. */
  readonly fork?: string;
}

export interface TickOptions {
  /** False takes the tick away. */
  readonly ticked?: boolean;
  /** Comment with the box; the newest of the workflow token when left out. */
  readonly comment?: number;
  /** The browser sends CRLF. */
  readonly crlf?: boolean;
}

/** What people do on GitHub's pages. Each does it at once and gives the event that it causes. */
export class People {
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** Commits to a branch; the first commit of all makes it. Pull requests into the branch see their new base. */
  pushTo(branch: string, files: Files, by = 'ada'): Delivery {
    const { world } = this;
    const before = world.git.resolve(branch) ?? world.git.resolve(DEFAULT_BRANCH);
    const sha = world.git.commit(before === null ? [] : [before], files, `Change ${branch}`, world.now());
    world.git.refs.set(`refs/heads/${branch}`, sha);
    for (const pull of world.pulls.values()) {
      if (pull.baseRef !== branch || pull.state === 'closed') continue;
      pull.baseSha = sha;
      this.#merge(pull);
    }
    return this.#deliver(pushDelivery(world, { branch, before, sha, by: world.account(by) }));
  }

  /** Opens a pull request with one commit on top of its base. The first one is number 7. */
  openPull(files: Files, options: PullOptions = {}): Delivery {
    const { world } = this;
    const { by = 'ada', into = DEFAULT_BRANCH, fork, draft = false, title = 'Change' } = options;
    const base = world.git.resolve(into) ?? this.#firstCommit(into);
    const number =
      options.number ?? (world.pull().headSha.startsWith('c0ffee') ? 7 : Math.max(...world.pulls.keys()) + 1);
    const headRef = number === 7 ? 'change' : `change-${number}`;
    const pull: StoredPull = {
      number,
      title,
      draft,
      author: world.account(by),
      state: 'open',
      merged: false,
      headSha: world.git.commit([base], files, title, world.now()),
      headRef,
      headRepository: fork ?? REPOSITORY,
      baseSha: base,
      baseRef: into,
      mergeSha: base,
    };
    world.pulls.set(number, pull);
    this.#merge(pull);
    return this.#deliver(pullDelivery(pull, 'opened', pull.author));
  }

  /** Adds a commit to a pull request. */
  push(files: Files, { number = 7, by }: { readonly number?: number; readonly by?: string } = {}): Delivery {
    const pull = this.world.pull(number);
    const before = pull.headSha;
    pull.headSha = this.world.git.commit([before], files, 'Go on', this.world.now());
    this.#merge(pull);
    this.#outdate(pull, Object.keys(files));
    const who = by === undefined ? pull.author : this.world.account(by);
    return this.#deliver(pullDelivery(pull, 'synchronize', who, { before, after: pull.headSha }));
  }

  /** Lets a pull request merge into another branch. */
  retarget(branch: string, number = 7): Delivery {
    const pull = this.world.pull(number);
    const from = { ref: { from: pull.baseRef }, sha: { from: pull.baseSha } };
    pull.baseRef = branch;
    pull.baseSha = this.world.git.resolve(branch) ?? pull.baseSha;
    this.#merge(pull);
    return this.#deliver(pullDelivery(pull, 'edited', pull.author, { changes: { base: from } }));
  }

  closePull(number = 7, by = 'ada'): Delivery {
    const pull = this.world.pull(number);
    pull.state = 'closed';
    return this.#deliver(pullDelivery(pull, 'closed', this.world.account(by)));
  }

  reopenPull(number = 7, by = 'ada'): Delivery {
    const pull = this.world.pull(number);
    pull.state = 'open';
    return this.#deliver(pullDelivery(pull, 'reopened', this.world.account(by)));
  }

  /** Merges a pull request; gives the push to its base branch. */
  mergePull(number = 7, by = 'ada'): Delivery {
    const pull = this.world.pull(number);
    const before = pull.baseSha;
    const sha = this.world.git.merge(before, pull.headSha, this.world.now());
    Object.assign(pull, { state: 'closed', merged: true, mergeSha: sha });
    this.world.git.refs.set(`refs/heads/${pull.baseRef}`, sha);
    this.#deliver(pullDelivery(pull, 'closed', this.world.account(by)));
    return this.#deliver(
      pushDelivery(this.world, { branch: pull.baseRef, before, sha, by: this.world.account(by) }),
    );
  }

  comment(login: string, body: string, number = 7): Delivery {
    const author = this.world.account(login);
    if (this.world.locked.has(number) && !this.world.mayWrite(login))
      throw new Error(`The conversation is locked for ${login}.`);
    const comment = this.world.addComment(author, body, number);
    return this.#deliver(commentDelivery(this.world, comment, { action: 'created', by: author }));
  }

  /** Edits a comment: one's own, or with write access anybody's. */
  editComment(login: string, id: number, body: string): Delivery {
    const comment = this.#editable(login, id);
    const from = comment.body;
    this.world.editComment(comment, body, this.world.account(login));
    const by = this.world.account(login);
    return this.#deliver(
      commentDelivery(this.world, comment, { action: 'edited', by, changes: { body: { from } } }),
    );
  }

  deleteComment(login: string, id: number): Delivery {
    const comment = this.#editable(login, id);
    this.world.removeComment(id);
    return this.#deliver(
      commentDelivery(this.world, comment, { action: 'deleted', by: this.world.account(login) }),
    );
  }

  /** Clicks the box of an item in our comment. */
  tick(login: string, item: string, { ticked = true, comment, crlf = false }: TickOptions = {}): Delivery {
    const target = comment === undefined ? this.#checklist(item) : this.#editable(login, comment);
    const box = new RegExp(`^(- )\\[[ xX]\\]( <!-- item:${escaped(item)}:)`, 'm');
    if (!box.test(target.body)) throw new Error(`There is no box for ${item} in comment ${target.id}.`);
    const body = target.body.replace(box, `$1[${ticked ? 'x' : ' '}]$2`);
    return this.editComment(login, target.id, crlf ? body.replace(/\r?\n/g, '\r\n') : body);
  }

  #checklist(item: string): StoredComment {
    const found = this.world.comments.findLast(
      ({ author, body }) => author.type === 'Bot' && body.includes(`<!-- item:${item}:`),
    );
    if (found === undefined) throw new Error(`No comment has a box for ${item}.`);
    return found;
  }

  #editable(login: string, id: number): StoredComment {
    const comment = this.world.comment(id);
    if (comment === null) throw new Error(`There is no comment ${id}.`);
    if (comment.author.login !== login && !this.world.mayWrite(login))
      throw new Error(`${login} may not change the comment of ${comment.author.login}.`);
    return comment;
  }

  #firstCommit(branch: string): string {
    this.pushTo(branch, { 'README.md': 'A shop.\n' });
    return this.world.git.resolve(branch) ?? '';
  }

  #merge(pull: StoredPull): void {
    const { git } = this.world;
    if (!git.objects.has(pull.headSha) || !git.objects.has(pull.baseSha)) return;
    pull.mergeSha = git.merge(pull.baseSha, pull.headSha, this.world.now());
    git.refs.set(`refs/pull/${pull.number}/head`, pull.headSha);
    git.refs.set(`refs/pull/${pull.number}/merge`, pull.mergeSha);
    if (pull.headRepository === REPOSITORY) git.refs.set(`refs/heads/${pull.headRef}`, pull.headSha);
  }

  #outdate(pull: StoredPull, paths: readonly string[]): void {
    for (const comment of this.world.reviewComments)
      if (comment.pull === pull.number && paths.includes(comment.path)) comment.outdated = true;
  }

  #deliver(delivery: Delivery): Delivery {
    this.world.deliveries.push(delivery);
    return delivery;
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
