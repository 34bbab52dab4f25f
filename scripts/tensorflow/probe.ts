/** Whether the tfjs engine finds TensorFlow here, tried in a process of its own, which a broken addon may end. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { printable } from "../../src/quote.js";

const trial = fileURLToPath(new URL("trial.ts", import.meta.url));

/** What runs, such as "TensorFlow 2.21.0 through @tensorflow/tfjs-node 4.22.0", or why nothing does. */
export function probe(): { readonly runtime: string } | { readonly fault: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", import.meta.resolve("tsx"), trial], {
    encoding: "utf8",
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: "2" },
  });
  if (status === 0) return { runtime: stdout.trim() };
  return { fault: printable(/^\w*Error.*$/mu.exec(stderr)?.[0] ?? "its process crashed", 300) };
}
