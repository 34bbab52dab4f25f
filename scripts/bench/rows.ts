/** Who is measured, and with which settings. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pythonIn } from "./installation.js";
import type { Command } from "./program.js";

/** Flags by their description. */
type Settings = ReadonlyMap<string, readonly string[]>;

export interface Row {
  /** What --only calls it. */
  readonly key: string;
  readonly name: string;
  /** Its program, which knows the tasks of peers/peer.mjs. */
  readonly program: Command;
  /** The settings that training tries; undefined where it does not train the network. */
  readonly trains?: Settings;
  /** The settings that prediction tries; undefined where it does not predict. */
  readonly predicts?: Settings;
  /** It brings its model along, which knows more than three languages. */
  readonly isTrained?: true;
  /** katze's threads for the task `file`, whose program is the command line. */
  readonly threads?: number;
  /** The folder that its packages are installed in. */
  readonly folder?: string;
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folderOf = (name: string): string => at(`peers/${name}`);
export const katzeCommand = at("../../dist/cli/katze.js");
export const katzeProgram: Command = {
  program: process.execPath,
  args: ["--import", import.meta.resolve("tsx"), at("katze.ts")],
};

const one: Settings = new Map([["", []]]);
const inNode = (name: string): Command => ({ program: process.execPath, args: [join(folderOf(name), "program.mjs")] });
const inPython = (name: string, python = pythonIn(folderOf(name))): Command => ({
  program: python,
  args: [join(folderOf(name), "program.py")],
});

/** Every choice of one setting from each list: --packing of packed, sorted with --threads of 1, 2 are four. */
function product(choices: Readonly<Record<string, readonly string[]>>): Settings {
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

function katze(key: string, name: string, flags: readonly string[]): Row {
  return { key, name: `katze, ${name}`, program: katzeProgram, trains: new Map([["", flags]]) };
}

/** katze in all its forms, and its peers. */
export function allRows(cores: number): Row[] {
  const all = String(cores);
  const some = `${all} thread${cores === 1 ? "" : "s"}`;
  const threads = cores === 1 ? ["1"] : ["1", all];
  const packings = product({ packing: ["packed", "padded", "sorted"], threads });
  const tfjs = (backend: string, inputs: readonly string[]): Row => {
    const settings = product({ input: inputs });
    const program = inNode("tfjs-layers");
    return {
      key: `tfjs-${backend}`,
      name: `tfjs layers.simpleRNN, ${backend === "node" ? "tfjs-node" : backend}`,
      program,
      trains: new Map([...settings].map(([name, flags]) => [name, ["--backend", backend, ...flags]])),
      predicts: new Map([...settings].map(([name, flags]) => [name, ["--backend", backend, ...flags]])),
      folder: backend === "node" ? at("../../node_modules/@tensorflow/tfjs-node") : folderOf("tfjs-layers"),
    };
  };
  const pytorch = { trains: packings, predicts: packings };
  const detector = (name: string): Row => ({
    key: name,
    name,
    program: inNode(name),
    predicts: one,
    isTrained: true,
    folder: folderOf(name),
  });
  return [
    { ...katze("katze-1", "1 thread", []), predicts: new Map([["", []]]), threads: 1 },
    { ...katze("katze", some, ["--threads", all]), predicts: new Map([["", ["--threads", all]]]), threads: cores },
    katze("random-1", "random batches, 1 thread", ["--run", "1"]),
    katze("random", `random batches, ${some}`, ["--run", "1", "--threads", all]),
    katze("relaxed-1", "--relaxed, 1 thread", ["--engine", "relaxed"]),
    katze("relaxed", `--relaxed, ${some}`, ["--engine", "relaxed", "--threads", all]),
    katze("katze-tfjs", "--engine tfjs", ["--engine", "tfjs"]),
    { key: "pytorch", name: "PyTorch", program: inPython("pytorch"), ...pytorch, folder: folderOf("pytorch") },
    { key: "pytorch-debian", name: "PyTorch of Debian", program: inPython("pytorch", "/usr/bin/python3"), ...pytorch },
    {
      key: "keras",
      name: "Keras SimpleRNN",
      program: inPython("keras"),
      trains: product({ threads }),
      predicts: product({ threads }),
      folder: folderOf("keras"),
    },
    tfjs("cpu", ["onehot"]),
    tfjs("wasm", ["onehot"]),
    tfjs("node", ["onehot", "embedding"]),
    {
      key: "brain.js",
      name: "brain.js RNN",
      program: inNode("brain.js"),
      trains: one,
      predicts: one,
      folder: folderOf("brain.js"),
    },
    { key: "fasttext", name: "fastText", program: inPython("fasttext"), predicts: one, folder: folderOf("fasttext") },
    { ...detector("eld"), predicts: product({ database: ["large", "medium", "small", "extrasmall"] }) },
    detector("franc"),
    detector("tinyld"),
  ];
}

/** Whether the row's packages are to be installed here; those of katze, its tfjs-node and the system are not. */
export const isInstallable = ({ folder }: Row): boolean =>
  folder !== undefined &&
  (existsSync(join(folder, "package.json")) || existsSync(join(folder, "requirements.txt"))) &&
  !folder.includes("node_modules");

/** The flags of the setting that is listed first. */
export const usualFlags = ({ trains, predicts }: Row): readonly string[] =>
  [...((trains ?? predicts)?.values() ?? [])][0] ?? [];
