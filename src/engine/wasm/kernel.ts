import { kernel as base64 } from "./binary.js";

/** The kernel's functions; addresses and sizes are numbers of bytes, structures are addresses. See kernel/index.ts. */
interface Kernel {
  allocate(bytes: number): number;
  network(A: number, H: number, C: number, learnW: number, learnU: number, squash: number): number;
  parametersOf(net: number): number;
  gradientOf(net: number): number;
  forget(net: number): void;
  prepare(net: number): void;
  shard(net: number, learns: number): number;
  reserve(net: number, shard: number, words: number, nodes: number, levels: number): void;
  examples(
    characters: number,
    start: number,
    label: number,
    share: number,
    labelStart: number,
    weight: number,
    unknown: number,
  ): number;
  learn(
    net: number,
    shard: number,
    examples: number,
    order: number,
    n: number,
    scale: number,
    prefix: number,
    key: number,
    dropCharacters: number,
    dropHidden: number,
  ): number;
  blocks(net: number): number;
  gather(net: number, shards: number, n: number, from: number, to: number): void;
  norm(net: number): number;
  update(
    net: number,
    from: number,
    to: number,
    scale: number,
    rate: number,
    decay: number,
    beta1: number,
    beta2: number,
    correct1: number,
    correct2: number,
    epsilon: number,
  ): void;
  predict(net: number, shard: number, characters: number, start: number, order: number, n: number, out: number): void;
}

const names = [
  "allocate",
  "network",
  "parametersOf",
  "gradientOf",
  "forget",
  "prepare",
  "shard",
  "reserve",
  "examples",
  "learn",
  "blocks",
  "gather",
  "norm",
  "update",
  "predict",
] as const satisfies readonly (keyof Kernel)[];

const isKernel = (exports: object): exports is Kernel =>
  names.every((name) => name in exports && typeof Reflect.get(exports, name) === "function");

/** The kernel and its memory, ready to be called. */
export interface Instance {
  readonly kernel: Kernel;
  readonly memory: WebAssembly.Memory;
}

/** A fresh kernel with a memory of its own; the same in Node and in a browser. */
export async function instantiate(): Promise<Instance> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
  const { exports } = instance;
  if (!isKernel(exports)) throw new TypeError("the compiled kernel lacks a function: run npm run build");
  return { kernel: exports, memory };
}
