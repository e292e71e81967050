/** Counts of agreement with the truth, one line for each family of labels. */
export class Scores {
  #yes = new Map();
  #same = new Map();
  #differences = [];

  /** A label that is true or false. */
  tally(family, id, seen, expected) {
    const score = this.#yes.get(family) ?? { hit: 0, miss: 0, alarm: 0, quiet: 0 };
    const kind = expected ? (seen ? 'hit' : 'miss') : seen ? 'alarm' : 'quiet';
    score[kind] += 1;
    this.#yes.set(family, score);
    if (kind === 'miss' || kind === 'alarm') this.#differences.push({ family, id, text: kind });
  }

  /** A label with more than two values. */
  compare(family, id, seen, expected) {
    const score = this.#same.get(family) ?? { right: 0, wrong: 0 };
    score[seen === expected ? 'right' : 'wrong'] += 1;
    this.#same.set(family, score);
    if (seen !== expected) this.#differences.push({ family, id, text: `${expected}, seen ${seen}` });
  }

  /** What is not as the truth says, one line each. */
  differences(families = () => true) {
    return this.#differences
      .filter(({ family }) => families(family))
      .map(({ family, id, text }) => `${id}: ${family} ${text}`);
  }

  print(title) {
    console.log(`\n${title}`);
    console.table(
      Object.fromEntries(
        [...this.#yes].map(([family, { hit, miss, alarm, quiet }]) => [
          family,
          {
            hit,
            miss,
            alarm,
            quiet,
            precision: ratio(hit, hit + alarm),
            recall: ratio(hit, hit + miss),
          },
        ]),
      ),
    );
    if (this.#same.size === 0) return;
    console.table(
      Object.fromEntries(
        [...this.#same].map(([family, { right, wrong }]) => [
          family,
          { right, wrong, share: ratio(right, right + wrong) },
        ]),
      ),
    );
  }
}

function ratio(part, whole) {
  return whole === 0 ? '–' : `${Math.round((1000 * part) / whole) / 10} %`;
}
