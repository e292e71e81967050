/** Bytes that are compared and copied together. */
export const PAGE = 64 * 1024;
const ZEROS = Buffer.alloc(PAGE);

/** The engine's memory at one moment: null for pages of zeros, and pages shared with an earlier copy where equal. */
export type HeapCopy = readonly (Buffer | null)[];

/** Copies what is neither zero nor equal to `earlier`; into one piece, which takes far fewer page faults than many. */
export function copyHeap(heap: Uint8Array, earlier: HeapCopy | null): HeapCopy {
  const pages: (Buffer | null)[] = [];
  const changed: number[] = [];
  for (let index = 0; index * PAGE < heap.length; index += 1) {
    const page = pageAt(heap, index * PAGE);
    const known = earlier?.[index] ?? ZEROS;
    if (page.equals(known)) pages.push(known === ZEROS ? null : known);
    else if (known !== ZEROS && page.equals(ZEROS)) pages.push(null);
    else changed.push(pages.push(page) - 1);
  }
  const room = Buffer.allocUnsafeSlow(changed.length * PAGE);
  changed.forEach((index, place) => {
    const copy = room.subarray(place * PAGE, (place + 1) * PAGE);
    pages[index]?.copy(copy);
    pages[index] = copy;
  });
  return pages;
}

/** Writes only the pages that differ; memory that grew since then is cleared. */
export function restoreHeap(heap: Uint8Array, copy: HeapCopy): void {
  for (let at = 0; at < heap.length; at += PAGE) {
    const wanted = copy[at / PAGE] ?? ZEROS;
    const page = pageAt(heap, at);
    if (!page.equals(wanted)) wanted.copy(page);
  }
}

function pageAt(heap: Uint8Array, at: number): Buffer {
  return Buffer.from(heap.buffer, heap.byteOffset + at, PAGE);
}
