import util from "node:util";
import { UsageError } from "../../errors.js";
import { isRecord } from "../../model/json.js";
import { printable } from "../../quote.js";

/** TensorFlow.js's operations; which backend computes them is the runtime's. */
export type TensorFlow = typeof import("@tensorflow/tfjs");

export interface Runtime {
  readonly tf: TensorFlow;
  /** For people: which TensorFlow it is, and where it is the plain one, why and what to do. */
  readonly description: string;
}

const natives = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"] as const;

const advice = "npm install @tensorflow/tfjs-node, or in katze's repository npm run tensorflow";

/**
 * TensorFlow itself where one of its packages loads and computes, else TensorFlow.js in plain JavaScript.
 * @throws UsageError where neither is installed
 */
export async function loadRuntime(): Promise<Runtime> {
  const native = await loadNative();
  return typeof native === "string" ? loadPlain(`${native}; ${advice}`) : native;
}

/** TensorFlow itself, or why it is not there. A package for the graphics processor comes first. */
export async function loadNative(): Promise<Runtime | string> {
  const tf = await loadOperations();
  // Without TensorFlow's notes on the processor.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "1";
  // tfjs-node calls it as it computes; Node 22 warns of it, and Node 23 has it no more.
  Object.assign(util, { isNullOrUndefined: (x: unknown) => x === null || x === undefined });
  const problems: string[] = [];
  for (const name of natives) {
    try {
      await import(name);
      await tf.setBackend("tensorflow");
      probe(tf);
      return { tf, description: `TensorFlow ${versionOf(tf.backend())} through ${name} ${tf.version["tfjs-core"]}` };
    } catch (error) {
      if (!isMissing(error, name)) problems.push(`${name} does not work (${firstLine(error)})`);
    }
  }
  return problems.length > 0 ? problems.join(", ") : `${natives[1]} is not installed`;
}

/** TensorFlow.js's plain backend, which runs everywhere; `why` it and no other is told. */
export async function loadPlain(why: string): Promise<Runtime> {
  const tf = await loadOperations();
  await tf.setBackend("cpu");
  probe(tf);
  return { tf, description: `TensorFlow.js ${tf.version["tfjs-core"]} in plain JavaScript, since ${why}` };
}

async function loadOperations(): Promise<TensorFlow> {
  try {
    const { default: tf } = await import("@tensorflow/tfjs");
    // Else the plain backend advertises the other one over several lines.
    tf.enableProdMode();
    return tf;
  } catch (error) {
    if (!isMissing(error, "@tensorflow/tfjs")) throw error;
    throw new UsageError("the tfjs engine needs TensorFlow.js, which is not installed; npm install @tensorflow/tfjs");
  }
}

/** One operation and one gradient, d tanh(x)/dx = 1 − tanh²(x): a package that loads may still fail here. */
function probe(tf: TensorFlow): void {
  const slope = tf.tidy(
    () =>
      tf
        .grad((x) => x.tanh())(tf.scalar(0.5))
        .dataSync()[0] ?? Number.NaN,
  );
  if (!(Math.abs(slope - (1 - Math.tanh(0.5) ** 2)) < 1e-5))
    throw new Error(`1 − tanh²(0.5) came out as ${slope.toFixed(4)}`);
}

/** The version of the library that a backend of tfjs-node is bound to. */
function versionOf(backend: object): string {
  const binding = "binding" in backend ? backend.binding : undefined;
  return isRecord(binding) && typeof binding.TF_Version === "string" ? binding.TF_Version : "of unknown version";
}

const isMissing = (error: unknown, name: string): boolean =>
  error instanceof Error &&
  "code" in error &&
  error.code === "ERR_MODULE_NOT_FOUND" &&
  error.message.includes(`'${name}'`);

const firstLine = (error: unknown): string =>
  printable((error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "", 200);
