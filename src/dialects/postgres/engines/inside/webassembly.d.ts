/** The part of WebAssembly that we use; Node's types leave it to the browser's, which bring far more. */
declare namespace WebAssembly {
  type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  interface MemoryDescriptor {
    readonly initial: number;
    readonly maximum?: number;
  }
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>);
    /** Keeps other objects from passing as modules. */
    private readonly module: true;
  }
  class Memory {
    constructor(descriptor: MemoryDescriptor);
    grow(pages: number): number;
  }
  function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>;
  function instantiate(source: Module | Uint8Array<ArrayBuffer>, imports?: Imports): Promise<unknown>;
}
