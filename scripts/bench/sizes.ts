/** What is installed, and how large a model is. */
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sheet } from "../measurement/sheet.js";
import { ask } from "../peers/ask.js";
import { installedSize, npm, sizeOf } from "../peers/installation.js";
import { taskOf } from "../peers/peer.js";
import { Failure, run } from "../peers/program.js";
import { type Row, usualFlags } from "./rows.js";
import { type Bench, modelFor, modelIn, predicting } from "./tasks.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

export async function sizes(bench: Bench): Promise<Sheet[]> {
  const rows: Sheet["rows"][number][] = [];
  const notes = ["katze without TensorFlow.js, which is optional"];
  const shown = bench.rows.filter(({ key, predicts }) => predicts !== undefined && key !== "katze");
  for (const row of shown) {
    bench.tell(`size of ${row.name}`);
    try {
      const name = row.threads === undefined ? row.name : "katze";
      const installed = row.threads === undefined ? installedSizeOf(row) : await katzeInstalled(bench);
      rows.push({ name, values: [installed, await modelSize(bench, row)] });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      notes.push(`${row.name} is missing: ${error.message}`);
    }
  }
  if (rows.length === 0) return [];
  return [
    {
      title: `Sizes: what is installed, and the model (networks: H = ${predicting})`,
      columns: [
        { name: "installed", as: "bytes" },
        { name: "model", as: "bytes" },
      ],
      rows,
      notes,
    },
  ];
}

/** tfjs-node is installed with katze: its own folder counts, which holds TensorFlow. */
function installedSizeOf({ folder }: Row): number | undefined {
  if (folder === undefined) return undefined;
  return folder.startsWith(join(root, "node_modules")) ? sizeOf(folder) : installedSize(folder);
}

/** Bytes in node_modules after installing katze's package alone. */
async function katzeInstalled({ folder }: Bench): Promise<number> {
  const alone = join(folder, "installed");
  await mkdir(alone, { recursive: true });
  await run(npm("pack", "--ignore-scripts", "--pack-destination", alone), { cwd: root });
  const [archive = ""] = await readdir(alone);
  const flags = ["--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--no-save", "--no-package-lock"];
  await run(npm("install", "--prefix", alone, ...flags, join(alone, archive)), { cwd: alone });
  return sizeOf(join(alone, "node_modules"));
}

async function modelSize(bench: Bench, row: Row): Promise<number | undefined> {
  if (row.threads !== undefined) return sizeOf(modelIn(await modelFor(bench, row)));
  if (!row.isTrained) return sizeOf(await modelFor(bench, row));
  const { answer } = await ask(taskOf(row, "version", ...usualFlags(row)));
  return typeof answer.modelBytes === "number" ? answer.modelBytes : undefined;
}
