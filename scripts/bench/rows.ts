/** Who is measured, and with which settings. */
import { fileURLToPath } from "node:url";
import { asItIs, folderOf, inNode, inPython, type Peer, product, type Settings } from "../peers/peer.js";
import type { Command } from "../peers/program.js";

export interface Row extends Peer {
  /** The settings that training tries; undefined where it does not train the network. */
  readonly trains?: Settings;
  /** Whether it is measured in whole training runs too. */
  readonly runs?: true;
  /** The settings that prediction tries; undefined where it does not predict. */
  readonly predicts?: Settings;
  /** It brings its model along, which knows more than three languages. */
  readonly isTrained?: true;
  /** katze's threads for the task `file`, whose program is the command line. */
  readonly threads?: number;
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
export const katzeCommand = at("../../dist/cli/katze.js");
export const katzeProgram: Command = {
  program: process.execPath,
  args: ["--import", import.meta.resolve("tsx"), at("katze.ts")],
};

function katze(key: string, name: string, flags: readonly string[]): Row {
  return { key, name: `katze, ${name}`, program: katzeProgram, trains: new Map([["", flags]]), runs: true };
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
  const pytorch = { trains: packings, runs: true, predicts: packings } as const;
  const detector = (name: string): Row => ({
    key: name,
    name,
    program: inNode(name),
    predicts: asItIs,
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
    {
      key: "katze-tfjs",
      name: "katze, --engine tfjs",
      program: katzeProgram,
      trains: new Map([["", ["--engine", "tfjs"]]]),
    },
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
      trains: asItIs,
      predicts: asItIs,
      folder: folderOf("brain.js"),
    },
    {
      key: "fasttext",
      name: "fastText",
      program: inPython("fasttext"),
      predicts: asItIs,
      folder: folderOf("fasttext"),
    },
    { ...detector("eld"), predicts: product({ database: ["large", "medium", "small", "extrasmall"] }) },
    detector("franc"),
    detector("tinyld"),
  ];
}

/** The flags of the setting that is listed first. */
export const usualFlags = ({ trains, predicts }: Row): readonly string[] =>
  [...((trains ?? predicts)?.values() ?? [])][0] ?? [];
