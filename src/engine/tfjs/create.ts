import type { Engine, Shape } from "../engine.js";
import { TfjsEngine } from "./engine.js";
import { loadRuntime, type Runtime } from "./runtime.js";

let runtime: Promise<Runtime> | undefined;

/**
 * The engine by TensorFlow, which is loaded with the first: TensorFlow itself where tfjs-node works, else plain JavaScript.
 * @throws UsageError where TensorFlow.js is not installed
 */
export async function createTfjsEngine(shape: Shape): Promise<Engine> {
  runtime ??= loadRuntime();
  return new TfjsEngine((await runtime).tf, shape);
}
