/** Peers are installed beside their programs, in the versions that their package.json or requirements.txt names. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Command, run } from "./program.js";

/** npm, the one that runs this script where one does. */
export function npm(...args: readonly string[]): Command {
  const { npm_execpath: path } = process.env;
  return path === undefined ? { program: "npm", args } : { program: process.execPath, args: [path, ...args] };
}

/** The Python of a peer's virtual environment. */
export const pythonIn = (folder: string): string => join(folder, ".venv", "bin", "python");

/** @throws Failure where a registry or a Python is out of reach */
export async function install(folder: string): Promise<void> {
  if (existsSync(join(folder, "package.json"))) {
    await run(npm("install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"), { cwd: folder });
    return;
  }
  const requirements = join(folder, "requirements.txt");
  const installed = join(folder, ".venv", "requirements.txt");
  if (existsSync(installed) && (await readFile(installed)).equals(await readFile(requirements))) return;
  await run({ program: "python3", args: ["-m", "venv", "--clear", join(folder, ".venv")] });
  // Some name every package that they need, and leave out large ones that their packages name.
  const isWhole = (await readFile(requirements, "utf8")).startsWith("# Installed without looking for more");
  const flags = [
    "--disable-pip-version-check",
    "--no-cache-dir",
    "--only-binary",
    ":all:",
    ...(isWhole ? ["--no-deps"] : []),
  ];
  await run({ program: pythonIn(folder), args: ["-m", "pip", "install", "--quiet", ...flags, "-r", requirements] });
  await copyFile(requirements, installed);
}

/** Bytes that a peer's packages take on the disk; undefined where they are not installed. */
export function installedSize(folder: string): number | undefined {
  const modules = join(folder, "node_modules");
  if (existsSync(modules)) return sizeOf(modules);
  const library = join(folder, ".venv", "lib");
  if (!existsSync(library)) return undefined;
  const [python = ""] = readdirSync(library);
  return sizeOf(join(library, python, "site-packages"), /^(?:pip|setuptools|_distutils_hack|pkg_resources)\b/u);
}

/** Bytes of a file, or of all files below a folder but those whose first folder is left out. */
export function sizeOf(path: string, leftOut?: RegExp): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  let size = 0;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (leftOut?.test(entry.name) || entry.isSymbolicLink()) continue;
    size += sizeOf(join(path, entry.name));
  }
  return size;
}
