import { posix } from "node:path";
import type { Entry, FileSystem, OpenFile } from "../../src/files/file-system.js";

/** The machine went down; nothing that the program does afterwards reaches the disk. */
export class PowerCut extends Error {}

/** A file's contents since its last sync; the first is on the disk for certain, the last is what programs see. */
interface File {
  contents: string[];
  mode: number;
}

/** A folder's names since its last sync, likewise. */
interface Folder {
  names: Map<string, File | Folder>[];
}

/** What goes wrong, and when. `effect`: the call does its work and fails all the same. */
export interface Plan {
  readonly failAt?: number;
  readonly andAfter?: boolean;
  readonly code?: string;
  readonly effect?: boolean;
  readonly cutAfter?: number;
  readonly longestWrite?: number;
}

const systemError = (code: string, call: string): Error => Object.assign(new Error(`${code}: ${call}`), { code });

function last<T>(items: readonly T[]): T {
  const item = items.at(-1);
  if (item === undefined) throw new Error("nothing there");
  return item;
}

/** A disk in memory that counts the calls, fails where the plan says so, and forgets at a power cut what was not synced. */
export class Disk implements FileSystem {
  readonly calls: string[] = [];
  plan: Plan = {};
  /** Files opened and not closed. */
  handles = 0;
  private readonly root: Folder = { names: [new Map()] };

  /** Puts a file there, safely on the disk. */
  put(path: string, content: string, mode = 0o644): void {
    const folder = this.folder(posix.dirname(path));
    const names = new Map(last(folder.names)).set(posix.basename(path), { contents: [content], mode });
    folder.names = [names];
  }

  /** Makes an empty folder, safely on the disk. */
  putFolder(path: string): void {
    const folder = this.folder(posix.dirname(path));
    folder.names = [new Map(last(folder.names)).set(posix.basename(path), { names: [new Map()] })];
  }

  read(path: string): string | undefined {
    const found = this.find(path);
    return found !== undefined && "contents" in found ? last(found.contents) : undefined;
  }

  list(path: string): string[] {
    const node = this.find(path);
    return node !== undefined && "names" in node ? [...last(node.names).keys()].sort() : [];
  }

  /** Everything that a path may hold after a power cut: undefined is no file. */
  afterPowerCut(path: string): Set<string | undefined> {
    let nodes: (File | Folder | undefined)[] = [this.root];
    for (const part of path.split("/").filter((name) => name !== "")) {
      nodes = nodes.flatMap((node) =>
        node !== undefined && "names" in node ? node.names.map((names) => names.get(part)) : [undefined],
      );
    }
    return new Set(
      nodes.flatMap((node) => {
        if (node === undefined || !("contents" in node)) return [undefined];
        const now = last(node.contents);
        // A new length may reach the disk before the bytes do.
        return node.contents.length === 1 ? [now] : [...node.contents, "\0".repeat(now.length)];
      }),
    );
  }

  async lstat(path: string): Promise<Entry> {
    return this.call(`lstat ${path}`, () => {
      const node = this.existing(path);
      const file = "contents" in node;
      return {
        mode: file ? node.mode : 0o755,
        isFile: () => file,
        isDirectory: () => !file,
        isSymbolicLink: () => false,
      };
    });
  }

  async readlink(path: string): Promise<string> {
    return this.call(`readlink ${path}`, () => {
      throw systemError("EINVAL", "readlink");
    });
  }

  async realpath(path: string): Promise<string> {
    return this.call(`realpath ${path}`, () => path);
  }

  async mkdir(path: string): Promise<string | undefined> {
    return this.call(`mkdir ${path}`, () => {
      const missing: string[] = [];
      for (let at = path; this.find(at) === undefined; at = posix.dirname(at)) missing.unshift(at);
      for (const folder of missing) this.enter(folder, { names: [new Map()] });
      return missing[0];
    });
  }

  async open(path: string, flags: "wx" | "r" | "r+", mode = 0o666): Promise<OpenFile> {
    return this.call(`open ${flags} ${path}`, () => {
      if (flags !== "wx") return this.handle(this.existing(path), path);
      if (this.find(path) !== undefined) throw systemError("EEXIST", "open");
      const file: File = { contents: [""], mode: mode & ~0o22 };
      this.enter(path, file);
      return this.handle(file, path);
    });
  }

  async rename(from: string, to: string): Promise<void> {
    return this.call(`rename ${from} ${to}`, () => {
      const file = this.existing(from);
      this.enter(to, file);
      this.enter(from, undefined);
    });
  }

  async unlink(path: string): Promise<void> {
    return this.call(`unlink ${path}`, () => {
      this.existing(path);
      this.enter(path, undefined);
    });
  }

  private handle(node: File | Folder, path: string): OpenFile {
    const file = (): File => {
      if (!("contents" in node)) throw systemError("EISDIR", path);
      return node;
    };
    this.handles++;
    return {
      write: (bytes, offset, length, position) =>
        this.call(`write ${path}`, () => {
          const bytesWritten = Math.min(length, this.plan.longestWrite ?? length);
          const text = new TextDecoder("latin1").decode(bytes.subarray(offset, offset + bytesWritten));
          const before = last(file().contents);
          const gap = "\0".repeat(Math.max(0, position - before.length));
          file().contents.push(before.slice(0, position) + gap + text + before.slice(position + bytesWritten));
          return { bytesWritten };
        }),
      stat: () => this.call(`stat ${path}`, () => ({ size: last(file().contents).length, mode: file().mode })),
      chmod: (mode) =>
        this.call(`chmod ${path}`, () => {
          file().mode = mode;
        }),
      sync: () =>
        this.call(`sync ${path}`, () => {
          if ("contents" in node) node.contents = [last(node.contents)];
          else node.names = [last(node.names)];
        }),
      close: () => {
        this.handles--; // a close that fails closes all the same
        return this.call(`close ${path}`, () => undefined);
      },
    };
  }

  private async call<T>(name: string, effect: () => T): Promise<T> {
    const index = this.calls.push(name) - 1;
    const { failAt = Infinity, andAfter = false, code = "EIO", cutAfter = Infinity } = this.plan;
    if (index > cutAfter) throw new PowerCut();
    const fails = index === failAt || (andAfter && index > failAt);
    if (fails && this.plan.effect !== true) throw systemError(code, name);
    const result = effect();
    if (fails) throw systemError(code, name);
    if (index === cutAfter) throw new PowerCut();
    return result;
  }

  private find(path: string): File | Folder | undefined {
    let node: File | Folder | undefined = this.root;
    for (const part of path.split("/").filter((name) => name !== "")) {
      node = node !== undefined && "names" in node ? last(node.names).get(part) : undefined;
    }
    return node;
  }

  private existing(path: string): File | Folder {
    const node = this.find(path);
    if (node === undefined) throw systemError("ENOENT", path);
    return node;
  }

  private folder(path: string): Folder {
    const node = this.existing(path);
    if (!("names" in node)) throw systemError("ENOTDIR", path);
    return node;
  }

  private enter(path: string, node: File | Folder | undefined): void {
    const folder = this.folder(posix.dirname(path));
    const names = new Map(last(folder.names));
    if (node === undefined) names.delete(posix.basename(path));
    else names.set(posix.basename(path), node);
    folder.names.push(names);
  }
}
