import { posix } from "node:path";
import type { Entry, FileSystem, OpenFile } from "../../src/files/file-system.js";
import { type File, isFile, last, type Node, type Remains, systemError, Tree } from "./tree.js";

/** The machine went down; nothing that the program does afterwards reaches the disk. */
export class PowerCut extends Error {}

/** What goes wrong, and when. `effect`: the call does its work and fails all the same. */
export interface Plan {
  readonly failAt?: number;
  readonly andAfter?: boolean;
  readonly code?: string;
  readonly effect?: boolean;
  readonly cutAfter?: number;
  readonly longestWrite?: number;
  /** Told of each call before it is done: what others do meanwhile. */
  readonly meanwhile?: (call: string) => void | Promise<void>;
}

/** A disk in memory that counts the calls, fails where the plan says so, and forgets at a power cut what was not synced. */
export class Disk implements FileSystem {
  readonly calls: string[] = [];
  plan: Plan = {};
  /** Files opened and not closed. */
  handles = 0;
  private readonly tree = new Tree();

  /** Puts a file there, safely on the disk; its bytes are the text's Latin-1. */
  put(path: string, content: string, mode = 0o644): void {
    this.tree.put(path, { contents: [content], mode });
  }

  /** Makes an empty folder, safely on the disk. */
  putFolder(path: string): void {
    this.tree.put(path, { names: [new Map()] });
  }

  read(path: string): string | undefined {
    const found = this.tree.find(path);
    return isFile(found) ? last(found.contents) : undefined;
  }

  list(path: string): string[] {
    const node = this.tree.find(path);
    return node !== undefined && !isFile(node) ? [...last(node.names).keys()].sort() : [];
  }

  /** Everything that a path may hold after a power cut: undefined is no file. */
  afterPowerCut(path: string): Set<string | undefined> {
    return this.tree.afterPowerCut(path);
  }

  /** Everything that names of one folder may hold together after a power cut. */
  remains(folder: string, names: readonly string[]): Remains[] {
    return this.tree.remains(folder, names);
  }

  async lstat(path: string): Promise<Entry> {
    return this.call(`lstat ${path}`, () => {
      const node = this.tree.existing(path);
      const file = isFile(node);
      const mode = file ? node.mode : 0o755;
      return { mode, isFile: () => file, isDirectory: () => !file, isSymbolicLink: () => false };
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

  async readdir(path: string): Promise<string[]> {
    return this.call(`readdir ${path}`, () => [...last(this.tree.folder(path).names).keys()]);
  }

  async readFile(path: string): Promise<Uint8Array> {
    return this.call(`readFile ${path}`, () =>
      Buffer.from(last(fileAt(this.tree.existing(path), path).contents), "latin1"),
    );
  }

  async mkdir(path: string): Promise<string | undefined> {
    return this.call(`mkdir ${path}`, () => {
      const missing: string[] = [];
      for (let at = path; this.tree.find(at) === undefined; at = posix.dirname(at)) missing.unshift(at);
      for (const folder of missing) this.tree.enter(folder, { names: [new Map()] });
      return missing[0];
    });
  }

  async open(path: string, flags: "wx" | "r" | "r+", mode = 0o666): Promise<OpenFile> {
    return this.call(`open ${flags} ${path}`, () => {
      if (flags !== "wx") return this.handle(this.tree.existing(path), path);
      if (this.tree.find(path) !== undefined) throw systemError("EEXIST", "open");
      const file: File = { contents: [""], mode: mode & ~0o22 };
      this.tree.enter(path, file);
      return this.handle(file, path);
    });
  }

  async link(from: string, to: string): Promise<void> {
    return this.call(`link ${from} ${to}`, () => {
      if (this.tree.find(to) !== undefined) throw systemError("EEXIST", "link");
      this.tree.enter(to, this.tree.existing(from));
    });
  }

  async rename(from: string, to: string): Promise<void> {
    return this.call(`rename ${from} ${to}`, () => {
      const file = this.tree.existing(from);
      this.tree.enter(to, file);
      this.tree.enter(from, undefined);
    });
  }

  async unlink(path: string): Promise<void> {
    return this.call(`unlink ${path}`, () => {
      this.tree.existing(path);
      this.tree.enter(path, undefined);
    });
  }

  private handle(node: Node, path: string): OpenFile {
    this.handles++;
    return {
      write: (bytes, offset, length, position) =>
        this.call(`write ${path}`, () => {
          const bytesWritten = Math.min(length, this.plan.longestWrite ?? length);
          const text = Buffer.from(bytes.subarray(offset, offset + bytesWritten)).toString("latin1");
          const { contents } = fileAt(node, path);
          const before = last(contents);
          const gap = "\0".repeat(Math.max(0, position - before.length));
          contents.push(before.slice(0, position) + gap + text + before.slice(position + bytesWritten));
          return { bytesWritten };
        }),
      stat: () =>
        this.call(`stat ${path}`, () => {
          const { contents, mode } = fileAt(node, path);
          return { size: last(contents).length, mode };
        }),
      chmod: (mode) =>
        this.call(`chmod ${path}`, () => {
          fileAt(node, path).mode = mode;
        }),
      sync: () =>
        this.call(`sync ${path}`, () => {
          if (isFile(node)) node.contents = [last(node.contents)];
          else node.names = [last(node.names)];
        }),
      close: () => {
        this.handles--; // a close that fails closes all the same
        return this.call(`close ${path}`, () => undefined);
      },
    };
  }

  private async call<T>(name: string, effect: () => T): Promise<T> {
    await this.plan.meanwhile?.(name);
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
}

function fileAt(node: Node, path: string): File {
  if (!isFile(node)) throw systemError("EISDIR", path);
  return node;
}
