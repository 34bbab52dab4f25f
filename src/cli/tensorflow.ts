import type { Engine, Shape } from "../engine/engine.js";
import { note } from "./output.js";

/** What makes engines by TensorFlow, which is loaded now; a line on standard error says which TensorFlow it is. */
export async function useTensorFlow(): Promise<(shape: Shape) => Promise<Engine>> {
  const { loadRuntime } = await import("../engine/tfjs/runtime.js");
  const { TfjsEngine } = await import("../engine/tfjs/engine.js");
  const { tf, description } = await loadRuntime();
  note(`engine: ${description}`);
  return async (shape) => new TfjsEngine(tf, shape);
}
