import { setFlagsFromString } from "node:v8";

/**
 * WebAssembly has vectors of four numbers, many processors vectors of eight. V8 can join two neighbouring operations on
 * four to one on eight: the same in every lane, so the same bits, at up to twice the speed. It does so behind a flag, on
 * x64 with AVX2, in memory that threads share from Node 24 on.
 */
const flag = "--experimental-wasm-revectorize";
const refusal = /^--no-?experimental[-_]wasm[-_]revectorize$/u;
const firstV8 = 13;

let joins = false;

/** Whether V8 was asked to join vectors. */
export const joinsVectors = (): boolean => joins;

/**
 * Asks V8 to join vectors where it can, in all WebAssembly that this process compiles from now on, threads and other
 * packages included; `node --no-experimental-wasm-revectorize` keeps it from that. For engines that `createThreadedEngine`
 * makes later. Returns whether it asked. V8 ends a process whose flags it was told to freeze.
 */
export function joinVectors(): boolean {
  const can = process.arch === "x64" && Number.parseInt(process.versions.v8, 10) >= firstV8;
  if (can && !joins && !process.execArgv.some((argument) => refusal.test(argument))) {
    setFlagsFromString(flag);
    joins = true;
  }
  return joins;
}
