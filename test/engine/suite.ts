import { describe } from "vitest";
import type { Engine, Shape } from "../../src/engine/engine.js";
import { anyShape } from "./suite/any-shape.js";
import { extremes } from "./suite/extremes.js";
import { gates } from "./suite/gates.js";
import { golden } from "./suite/golden.js";
import { gradients } from "./suite/gradients.js";
import { order } from "./suite/order.js";
import { predictions } from "./suite/predictions.js";
import { repeatability } from "./suite/repeatability.js";
import { training } from "./suite/training.js";

/** Makes an engine of that shape. */
export type Create = (shape: Shape) => Promise<Engine>;

/** What an engine is spared. */
export interface Spared {
  /**
   * For a slow engine: a quarter of the random networks, of the others each rung in one width, no large ones to train, and a
   * tenth of the longest words.
   */
  readonly few?: boolean;
  /** Why a word's numbers may differ in their last bits with the words beside it; 1e-6 of the largest all the same. */
  readonly lastBits?: string;
}

const parts = { gradients, anyShape, gates, order, predictions, training, repeatability, extremes, golden };

/** Holds an engine to all that the contract says. */
export function engineSuite(name: string, create: Create, spared: Spared = {}): void {
  describe(`the ${name} engine`, () => {
    for (const [part, tests] of Object.entries(parts)) describe(part, () => tests(create, spared));
  });
}
