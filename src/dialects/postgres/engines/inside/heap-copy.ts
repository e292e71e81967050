const PAGE = 64 * 1024;
const ZEROS = Buffer.alloc(PAGE);

/** The engine's memory at one moment: null for pages of zeros, and pages shared with an earlier copy where equal. */
export type HeapCopy = readonly (Buffer | null)[];

/** Copies what is neither zero nor equal to `earlier`. */
export function copyHeap(heap: Uint8Array, earlier: HeapCopy | null): HeapCopy {
  const pages: (Buffer | null)[] = [];
  for (let at = 0; at < heap.length; at += PAGE) {
    const page = pageAt(heap, at);
    const known = earlier?.[at / PAGE];
    if (page.equals(ZEROS)) pages.push(null);
    else pages.push(known?.equals(page) === true ? known : Buffer.from(page));
  }
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
