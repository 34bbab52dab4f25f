/**
 * Builds @tensorflow/tfjs-node where its own download of TensorFlow is out of reach: TensorFlow's library and C headers
 * come from its wheel on PyPI, and the addon is compiled against them.
 *
 *     npm run tensorflow [-- --force]
 *
 * It needs Python with pip, make and a C++ compiler, and leaves nothing outside node_modules. Where tfjs-node works
 * already it only says so; --force builds it again.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildAddon, layOut } from "./tensorflow/addon.js";
import { SetupError, stopped } from "./tensorflow/command.js";
import { probe } from "./tensorflow/probe.js";
import { findTools, type Tools } from "./tensorflow/tools.js";
import { fetchWheel, type Wheel, wheelFor } from "./tensorflow/wheel.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const tfjsNode = join(root, "node_modules", "@tensorflow", "tfjs-node");

try {
  const { values } = parseArgs({ options: { force: { type: "boolean", default: false } } });
  const standing = values.force ? undefined : await probe();
  if (standing !== undefined && "runtime" in standing) console.log(`already there: ${standing.runtime}`);
  else {
    const wheel = wheelFor(process.platform, process.arch, process.report.getReport());
    await install(wheel, await findTools());
    const built = await probe();
    if ("fault" in built) throw new SetupError(`tfjs-node is built, but does not work: ${built.fault}`);
    console.log(`ready: ${built.runtime}`);
  }
} catch (error) {
  if (!(error instanceof Error)) throw error;
  const known = error instanceof SetupError || ("code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"));
  console.error(known ? `tensorflow: ${error.message}` : error);
  process.exitCode = !stopped.aborted ? 1 : stopped.reason === "SIGINT" ? 130 : 143;
}

async function install(wheel: Wheel, tools: Tools): Promise<void> {
  // On the disk of node_modules, so that hundreds of megabytes are moved there, not copied.
  const folder = await mkdtemp(join(root, "node_modules", ".tensorflow-"));
  try {
    const tensorflow = await fetchWheel(wheel, tools, folder);
    await bringPackage(tools);
    await layOut(tensorflow, tfjsNode);
    await buildAddon(tfjsNode, tools, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** After a failed download npm leaves tfjs-node out; this brings what the lock file names, without its scripts. */
async function bringPackage(tools: Tools): Promise<void> {
  const standing = () => existsSync(join(tfjsNode, "binding.gyp"));
  if (standing()) return;
  await tools.npm(["install", "--no-save", "--ignore-scripts", "--include=optional"], root);
  if (!standing()) throw new SetupError("npm cannot fetch @tensorflow/tfjs-node: check its registry (npm ping)");
}
