import { UsageError } from "../../errors.js";

/** The kernel's functions; addresses and sizes are numbers of bytes, structures are addresses. See kernel/index.ts. */
interface Kernel {
  allocate(bytes: number): number;
  network(
    A: number,
    H: number,
    C: number,
    N: number,
    learnW: number,
    learnU: number,
    f: number,
    groups: number,
  ): number;
  parametersOf(net: number): number;
  gradientOf(net: number): number;
  firstOf(net: number): number;
  secondOf(net: number): number;
  forget(net: number): void;
  prepare(net: number): void;
  norm(net: number): number;
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
  team(net: number, threads: number): number;
  assign(team: number, i: number, shard: number, order: number, n: number, out: number): void;
  learnAll(
    team: number,
    n: number,
    examples: number,
    scale: number,
    prefix: number,
    next: number,
    key: number,
    dropCharacters: number,
    dropHidden: number,
  ): number;
  updateAll(
    team: number,
    scale: number,
    rate: number,
    decay: number,
    beta1: number,
    beta2: number,
    correct1: number,
    correct2: number,
    epsilon: number,
  ): void;
  reserveReaders(team: number, words: number, nodes: number, levels: number): void;
  predictAll(team: number, n: number, characters: number, start: number, isHidden: number): void;
  settle(team: number): void;
  disband(team: number): void;
  work(team: number, me: number): void;
}

const names = [
  "allocate",
  "network",
  "parametersOf",
  "gradientOf",
  "firstOf",
  "secondOf",
  "forget",
  "prepare",
  "norm",
  "shard",
  "reserve",
  "examples",
  "team",
  "assign",
  "learnAll",
  "updateAll",
  "reserveReaders",
  "predictAll",
  "settle",
  "disband",
  "work",
] as const satisfies readonly (keyof Kernel)[];

const isKernel = (exports: object): exports is Kernel =>
  names.every((name) => name in exports && typeof Reflect.get(exports, name) === "function");

/** The kernel and its memory, ready to be called. */
export interface Instance {
  readonly kernel: Kernel;
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
  readonly joined: boolean;
}

/** Pages of 64 KiB: all that 32-bit addresses reach. */
const mostPages = 65536;

const outOfMemory = (): never => {
  throw new UsageError("this needs more than the 4 GiB that WebAssembly has; take a smaller --hidden or --batch");
};

/**
 * V8 keeps machine code by the bytes that it was made from, also code from before it was asked to join vectors: a kernel
 * that counts on joined ones has other bytes, by a section of the custom kind (0), 2 bytes long, with a name of one, "j".
 */
const mark = [0, 2, 1, 0x6a];

/**
 * A fresh kernel of that build, base64, with a memory of its own, the same in Node and in a browser; `shared` where the
 * build is for a memory that threads share, `joined` where V8 was asked to join vectors.
 */
export async function instantiate(build: string, { shared = false, joined = false } = {}): Promise<Instance> {
  const plain = Uint8Array.from(atob(build), (character) => character.charCodeAt(0));
  const bytes = joined ? new Uint8Array([...plain, ...mark]) : plain;
  if (!WebAssembly.validate(bytes)) {
    throw new UsageError(
      "this version of Node or browser has no WebAssembly for that: --relaxed needs Node 22 or later",
    );
  }
  const memory = new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared });
  const env = { memory, outOfMemory, joined: Number(joined) };
  const { instance, module } = await WebAssembly.instantiate(bytes, { env });
  const { exports } = instance;
  if (!isKernel(exports)) throw new TypeError("the compiled kernel lacks a function: run npm run build");
  return { kernel: exports, memory, module, joined };
}
