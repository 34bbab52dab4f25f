/**
 * Compiles the kernel (AssemblyScript) to WebAssembly and writes it as a module of text, src/engine/wasm/binary.ts, so
 * that Node, a browser and a bundler load it alike, without a file to find or to fetch.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const folder = fileURLToPath(new URL("../src/engine/wasm/", import.meta.url));
const binaries: Uint8Array[] = [];
const { error, stderr } = await asc.main(
  [
    "index.ts",
    "--baseDir",
    `${folder}kernel`,
    "--outFile",
    "kernel.wasm",
    "--optimizeLevel",
    "3",
    "--shrinkLevel",
    "0",
    "--converge",
    "--noAssert",
    "--runtime",
    "stub",
    "--importMemory",
    "--enable",
    "simd,bulk-memory",
    "--use",
    "abort=",
  ],
  {
    readFile: async (name, base) => readFile(`${base}/${name}`, "utf8").catch(() => null),
    writeFile: (_name, contents) => {
      if (contents instanceof Uint8Array) binaries.push(contents);
    },
    listFiles: () => [],
  },
);
const text = stderr.toString();
const [wasm] = binaries;
if (error || !wasm) {
  console.error(text || error?.message);
  process.exit(1);
}
await writeFile(
  `${folder}binary.ts`,
  `/** The compiled kernel, base64. Written by scripts/build-kernel.ts. */\nexport const kernel =\n  "${Buffer.from(wasm).toString("base64")}";\n`,
);
console.log(`kernel: ${wasm.length} bytes of WebAssembly`);
