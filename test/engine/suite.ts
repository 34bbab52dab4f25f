import { describe } from "vitest";
import type { Engine, Shape } from "../../src/engine/engine.js";
import { anyShape } from "./suite/any-shape.js";
import { extremes } from "./suite/extremes.js";
import { golden } from "./suite/golden.js";
import { gradients } from "./suite/gradients.js";
import { order } from "./suite/order.js";
import { predictions } from "./suite/predictions.js";
import { repeatability } from "./suite/repeatability.js";
import { training } from "./suite/training.js";

/** Makes an engine of that shape. */
export type Create = (shape: Shape) => Promise<Engine>;

const parts = { gradients, anyShape, order, predictions, training, repeatability, extremes, golden };

/** Holds an engine to all that the contract says; what it is excused from needs a reason. */
export function engineSuite(
  name: string,
  create: Create,
  excused: Partial<Record<keyof typeof parts, string>> = {},
): void {
  describe(`the ${name} engine`, () => {
    for (const [part, tests] of Object.entries(parts)) {
      const reason = Object.entries(excused).find(([excusedPart]) => excusedPart === part)?.[1];
      if (reason) describe.skip(`${part}: ${reason}`, () => tests(create));
      else describe(part, () => tests(create));
    }
  });
}
