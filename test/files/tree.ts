import { posix } from "node:path";

/** A file's contents since its last sync; the first is on the disk for certain, the last is what programs see. */
export interface File {
  contents: string[];
  mode: number;
}

/** A folder's names since its last sync, likewise. */
export interface Folder {
  names: Map<string, File | Folder>[];
}

export type Node = File | Folder;

/** What may be found under some names after a power cut; undefined is no file. */
export type Remains = Readonly<Record<string, string | undefined>>;

export const systemError = (code: string, call: string): Error =>
  Object.assign(new Error(`${code}: ${call}`), { code });

export function last<T>(items: readonly T[]): T {
  const item = items.at(-1);
  if (item === undefined) throw new Error("nothing there");
  return item;
}

export const isFile = (node: Node | undefined): node is File => node !== undefined && "contents" in node;

const partsOf = (path: string): string[] => path.split("/").filter((name) => name !== "");

/** Files and folders by their paths. */
export class Tree {
  private readonly root: Folder = { names: [new Map()] };

  find(path: string): Node | undefined {
    let node: Node | undefined = this.root;
    for (const part of partsOf(path)) node = node && !isFile(node) ? last(node.names).get(part) : undefined;
    return node;
  }

  existing(path: string): Node {
    const node = this.find(path);
    if (node === undefined) throw systemError("ENOENT", path);
    return node;
  }

  folder(path: string): Folder {
    const node = this.existing(path);
    if (isFile(node)) throw systemError("ENOTDIR", path);
    return node;
  }

  /** Gives a name to a node, or to none, not yet safely on the disk. */
  enter(path: string, node: Node | undefined): void {
    const folder = this.folder(posix.dirname(path));
    const names = new Map(last(folder.names));
    if (node === undefined) names.delete(posix.basename(path));
    else names.set(posix.basename(path), node);
    folder.names.push(names);
  }

  /** Puts a node there, safely on the disk. */
  put(path: string, node: Node): void {
    const folder = this.folder(posix.dirname(path));
    folder.names = [new Map(last(folder.names)).set(posix.basename(path), node)];
  }

  /** Everything that a path may hold after a power cut. */
  afterPowerCut(path: string): Set<string | undefined> {
    let nodes: (Node | undefined)[] = [this.root];
    for (const part of partsOf(path)) {
      nodes = nodes.flatMap((node) =>
        node && !isFile(node) ? node.names.map((names) => names.get(part)) : [undefined],
      );
    }
    return new Set(nodes.flatMap(contentsOf));
  }

  /** Everything that names of one folder may hold together after a power cut. */
  remains(folder: string, names: readonly string[]): Remains[] {
    return this.folder(folder).names.flatMap((entries) =>
      names.reduce<Remains[]>(
        (all, name) => all.flatMap((some) => contentsOf(entries.get(name)).map((text) => ({ ...some, [name]: text }))),
        [{}],
      ),
    );
  }
}

/** What may be in a file after a power cut: a new length may reach the disk before the bytes do. */
const contentsOf = (node: Node | undefined): (string | undefined)[] => {
  if (!isFile(node)) return [undefined];
  const now = last(node.contents);
  return node.contents.length === 1 ? [now] : [...node.contents, "\0".repeat(now.length)];
};
