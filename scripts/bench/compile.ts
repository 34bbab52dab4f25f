/** AssemblyScript for measurements, compiled as scripts/build-kernel.ts compiles the kernel. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const flags =
  "--outFile kernel.wasm --optimizeLevel 3 --shrinkLevel 1 --converge --noAssert --runtime stub --importMemory --use abort= --enable simd,bulk-memory,threads";

/**
 * Compiles `entry`, a path in the repository. A file of it may end in .as, which keeps it from those who read every .ts as
 * TypeScript; the compiler asks for .ts.
 */
export async function compile(entry: string, ...more: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded where it is needed: it takes seconds.
  const { default: asc } = await import("assemblyscript/asc");
  const binaries: Uint8Array[] = [];
  const read = (path: string): Promise<string | null> => readFile(path, "utf8").catch(() => null);
  const { error, stderr } = await asc.main([entry, "--baseDir", root, ...flags.split(" "), ...more], {
    readFile: async (name, base) => (await read(join(base, name))) ?? read(join(base, name.replace(/\.ts$/u, ".as"))),
    writeFile: (_name, contents) => {
      if (contents instanceof Uint8Array) binaries.push(contents);
    },
    listFiles: () => [],
  });
  const [wasm] = binaries;
  if (error || !wasm) throw new Error(`AssemblyScript: ${stderr.toString() || error?.message}`);
  return new Uint8Array(wasm);
}
