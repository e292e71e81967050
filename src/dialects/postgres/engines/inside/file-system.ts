/** A file or folder of the engine's file system, which lives in memory only. */
export interface FileNode {
  mode: number;
  name: string;
  parent: FileNode;
  /** A file's bytes (maybe more than the file has), or a folder's children. Devices have neither. */
  contents: Uint8Array | Int8Array | Record<string, FileNode> | null | undefined;
  usedBytes: number;
}

export interface FileStream {
  position: number;
  flags: number;
  node: FileNode;
  fd: number;
}

/** The part of the engine's file system that we use; its own types leave most of it out. */
export interface FileSystem {
  readonly streams: (FileStream | null | undefined)[];
  /** Makes a device that gives one byte per call. */
  createDevice(folder: string, name: string, input: () => number): void;
  unlink(path: string): void;
  mkdirTree(path: string): void;
  writeFile(path: string, data: Uint8Array | string, options?: { canOwn: boolean }): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): string[];
  stat(path: string): { readonly mode: number };
  analyzePath(path: string): { readonly exists: boolean };
  lookupPath(path: string): { readonly node: FileNode };
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
  hashAddNode(node: FileNode): void;
  hashRemoveNode(node: FileNode): void;
}
