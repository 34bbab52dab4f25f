/** TensorFlow where tfjs-node's build looks for it, and that build. */
import { existsSync } from "node:fs";
import { mkdir, rename, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Tools } from "./tools.js";

/** The newest version of Node's addon interface that tfjs-node 4.22 names; every Node from 20 on has it. */
const napi = 8;

/** binding.gyp links -ltensorflow and -ltensorflow_framework; the wheel calls the first libtensorflow_cc. */
const libraries = [
  { file: "libtensorflow_cc.so.2", link: "libtensorflow.so" },
  { file: "libtensorflow_framework.so.2", link: "libtensorflow_framework.so" },
];

/** Moves an unpacked wheel's libraries and headers to deps/lib and deps/include in tfjs-node's folder. */
export async function layOut(tensorflow: string, tfjsNode: string): Promise<void> {
  const deps = join(tfjsNode, "deps");
  await rm(deps, { recursive: true, force: true });
  await mkdir(join(deps, "lib"), { recursive: true });
  await rename(join(tensorflow, "include"), join(deps, "include"));
  for (const { file, link } of libraries) {
    await rename(join(tensorflow, file), join(deps, "lib", file));
    await symlink(file, join(deps, "lib", link));
  }
}

/** Compiles the addon by tfjs-node's binding.gyp, into the folder from which tfjs-node loads it. */
export async function buildAddon(tfjsNode: string, tools: Tools, temporary: string): Promise<void> {
  await tools.nodeGyp(
    [
      "rebuild",
      "--loglevel=warn",
      `--python=${tools.python}`,
      `--nodedir=${await nodeFolder(tools, temporary)}`,
      "--module_name=tfjs_binding",
      `--module_path=${join(tfjsNode, "lib", `napi-v${napi}`)}`,
      `--napi_build_version=${napi}`,
    ],
    { cwd: tfjsNode },
  );
}

/**
 * A folder with include/node: that of the running Node, else that of its package on npm, since node-gyp's own source,
 * nodejs.org, is out of reach where this script is needed.
 */
async function nodeFolder(tools: Tools, temporary: string): Promise<string> {
  const folders = [process.env.npm_config_nodedir, dirname(dirname(process.execPath))];
  const standing = folders.find((folder) => folder && existsSync(join(folder, "include", "node", "node_api.h")));
  if (standing !== undefined) return standing;
  const name = `node-linux-${process.arch}`;
  const prefix = join(temporary, "node");
  await tools.npm(["install", "--no-save", "--prefix", prefix, `${name}@${process.versions.node}`], temporary);
  return join(prefix, "node_modules", name);
}
