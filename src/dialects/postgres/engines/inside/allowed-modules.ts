import { createHash } from 'node:crypto';
import { rememberBreak } from './used-memory.ts';

type Bytes = ArrayBuffer | ArrayBufferView;

const OriginalModule = WebAssembly.Module;
const originalCompile = WebAssembly.compile.bind(WebAssembly);
const originalInstantiate = WebAssembly.instantiate.bind(WebAssembly);
const OriginalMemory = WebAssembly.Memory;

export interface AllowedModules {
  /** Modules instantiated so far; a rewind past a newly loaded library is not safe. */
  count: number;
}

/**
 * From here on only the shipped WebAssembly modules can be compiled. SQL can write a file and `LOAD` it, and a
 * library may carry JavaScript that the loader evaluates: this is the barrier against it. The heap is limited too,
 * so that SQL that eats memory gets an "out of memory" error of its own.
 */
export function allowOnly(hashes: ReadonlySet<string>, heapPages: number): AllowedModules {
  const allowed: AllowedModules = { count: 0 };
  const check = (source: Bytes | WebAssembly.Module): void => {
    if (source instanceof OriginalModule) return;
    if (isFunctionWrapper(bytesOf(source))) return;
    if (!hashes.has(digest(source))) throw new Error('This WebAssembly module is not one of ours.');
    allowed.count++;
  };
  freeze('Module', checkedModule(check));
  freeze('Memory', limitedMemory(heapPages));
  freeze('compile', async (source: Bytes) => {
    check(source);
    return originalCompile(copied(source));
  });
  freeze('instantiate', async (source: Bytes | WebAssembly.Module, imports?: WebAssembly.Imports) => {
    check(source);
    const made = await (source instanceof OriginalModule
      ? originalInstantiate(source, imports)
      : originalInstantiate(copied(source), imports));
    rememberBreak(made);
    return made;
  });
  for (const name of ['compileStreaming', 'instantiateStreaming']) freeze(name, refuse);
  Object.freeze(WebAssembly);
  return allowed;
}

function checkedModule(check: (source: Bytes) => void): object {
  return new Proxy(OriginalModule, {
    construct(target, [source]: [Bytes]) {
      check(source);
      return new target(copied(source));
    },
  });
}

function limitedMemory(pages: number): object {
  return new Proxy(OriginalMemory, {
    construct: (target, [wanted]: [WebAssembly.MemoryDescriptor]) =>
      new target({ ...wanted, maximum: Math.min(wanted.maximum ?? pages, pages) }),
  });
}

/** Version 1, then one short section of types. */
const WRAPPER_START = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1];
/** Imports `e.f`, exports it as `f`, and holds no code, no memory and no data. */
const WRAPPER_END = [2, 7, 1, 1, 0x65, 1, 0x66, 0, 0, 7, 5, 1, 1, 0x66, 0, 0];

/** True for the tiny module that emscripten makes to put one of our functions into the engine's function table. */
function isFunctionWrapper(bytes: Uint8Array): boolean {
  const [low = 0, high = 0] = bytes.subarray(WRAPPER_START.length);
  const end = WRAPPER_START.length + 2 + (low & 127) + (high << 7);
  return (
    bytes.length === end + WRAPPER_END.length &&
    WRAPPER_START.every((byte, index) => bytes[index] === byte) &&
    WRAPPER_END.every((byte, index) => bytes[end + index] === byte)
  );
}

/** Checked bytes and compiled bytes must be the same ones. */
function copied(source: Bytes): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(bytesOf(source));
}

function bytesOf(source: Bytes): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

function digest(source: Bytes): string {
  return createHash('sha256').update(bytesOf(source)).digest('hex');
}

function refuse(): never {
  throw new Error('Streaming compilation is switched off.');
}

function freeze(name: string, value: unknown): void {
  Object.defineProperty(WebAssembly, name, { value, writable: false, configurable: false });
}
