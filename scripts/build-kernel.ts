/**
 * Compiles the kernel (AssemblyScript) to WebAssembly and writes it as modules of text, so that Node, a browser and a
 * bundler load it alike, without a file to find or to fetch: src/engine/wasm/binary.ts; binary-shared.ts, the same for a
 * memory that threads share; and both with multiply-adds that round as the processor likes, binary-relaxed.ts and
 * binary-relaxed-shared.ts.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const folder = fileURLToPath(new URL("../src/engine/wasm/", import.meta.url));
const options =
  "--outFile kernel.wasm --optimizeLevel 3 --shrinkLevel 1 --converge --noAssert --runtime stub --importMemory --use abort=";
const exact = "--enable simd,bulk-memory,threads";
const relaxed = `${exact},relaxed-simd`;
const shared = "--sharedMemory --initialMemory 1 --maximumMemory 65536";
const builds = [
  { file: "binary.ts", options: exact },
  { file: "binary-shared.ts", options: `${exact} ${shared}` },
  { file: "binary-relaxed.ts", options: relaxed },
  { file: "binary-relaxed-shared.ts", options: `${relaxed} ${shared}` },
];

for (const build of builds) {
  const wasm = await compile([...options.split(" "), ...build.options.split(" ")]);
  const text = Buffer.from(wasm).toString("base64");
  await writeFile(
    `${folder}${build.file}`,
    `/** The compiled kernel, base64. Written by scripts/build-kernel.ts. */\nexport const kernel =\n  "${text}";\n`,
  );
  console.log(`${build.file}: ${wasm.length} bytes of WebAssembly`);
}

async function compile(flags: string[]): Promise<Uint8Array> {
  const binaries: Uint8Array[] = [];
  const { error, stderr } = await asc.main(["index.ts", "--baseDir", `${folder}kernel`, ...flags], {
    readFile: async (name, base) => readFile(`${base}/${name}`, "utf8").catch(() => null),
    writeFile: (_name, contents) => {
      if (contents instanceof Uint8Array) binaries.push(contents);
    },
    listFiles: () => [],
  });
  const [wasm] = binaries;
  if (!error && wasm) return wasm;
  console.error(stderr.toString() || error?.message);
  process.exit(1);
}
