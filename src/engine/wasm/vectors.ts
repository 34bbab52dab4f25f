import { setFlagsFromString } from "node:v8";

/**
 * WebAssembly has vectors of four numbers, many processors vectors of eight. V8 can join two neighbouring operations on
 * four to one on eight: the same in every lane, so the same bits, at up to twice the speed. It does so behind a flag, on
 * x64 with AVX2, in memory that threads share from Node 24 on.
 */
const flag = "experimental-wasm-revectorize";
const firstV8 = 13;

let joins = process.execArgv.includes(`--${flag}`);

/** Whether kernels that are created from now on may count on vectors being joined. */
export const joinsVectors = (): boolean => joins;

/**
 * Has V8 join vectors where it can, in all WebAssembly that this process compiles from now on; `node
 * --no-experimental-wasm-revectorize` keeps it from that. Returns whether it does.
 */
export function joinVectors(): boolean {
  const can = process.arch === "x64" && Number.parseInt(process.versions.v8, 10) >= firstV8;
  if (can && !process.execArgv.includes(`--no-${flag}`)) {
    setFlagsFromString(`--${flag}`);
    joins = true;
  }
  return joins;
}
