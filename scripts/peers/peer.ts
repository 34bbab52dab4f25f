/** Who katze is measured beside: a program in a folder of its own, which knows the tasks of peer.mjs and peer.py. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonIn } from "./installation.js";
import type { Command } from "./program.js";

export interface Peer {
  /** What --only calls it. */
  readonly key: string;
  readonly name: string;
  readonly program: Command;
  /** The folder that its packages are installed in. */
  readonly folder?: string;
}

/** Flags by their description. */
export type Settings = ReadonlyMap<string, readonly string[]>;

/** One setting, without a flag. */
export const asItIs: Settings = new Map([["", []]]);

export const folderOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export const inNode = (name: string): Command => ({
  program: process.execPath,
  args: [join(folderOf(name), "program.mjs")],
});

export const inPython = (name: string, python = pythonIn(folderOf(name))): Command => ({
  program: python,
  args: [join(folderOf(name), "program.py")],
});

/** A peer's program with a task and its arguments. */
export const taskOf = ({ program: { program, args } }: Peer, ...task: readonly string[]): Command => ({
  program,
  args: [...args, ...task],
});

/** Every choice of one setting from each list: --packing of packed, sorted with --threads of 1, 2 are four. */
export function product(choices: Readonly<Record<string, readonly string[]>>): Settings {
  let all: { name: string[]; flags: string[] }[] = [{ name: [], flags: [] }];
  for (const [flag, values] of Object.entries(choices)) {
    all = all.flatMap(({ name, flags }) =>
      values.map((value) => ({
        name: [...name, flag === "threads" ? `${value} threads` : value],
        flags: [...flags, `--${flag}`, value],
      })),
    );
  }
  return new Map(all.map(({ name, flags }) => [name.join(", ").replace("1 threads", "1 thread"), flags]));
}

/** Whether the peer's packages are to be installed here; those of katze, its tfjs-node and the system are not. */
export const isInstallable = ({ folder }: Peer): boolean =>
  folder !== undefined &&
  (existsSync(join(folder, "package.json")) || existsSync(join(folder, "requirements.txt"))) &&
  !folder.includes("node_modules");
