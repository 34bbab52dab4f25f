/** Whether this Node joins vectors: by its version, not by what src/engine/wasm/vectors.ts makes of V8's. */
export const canJoin = process.arch === "x64" && Number.parseInt(process.versions.node, 10) >= 24;
