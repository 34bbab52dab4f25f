import { removeLeftovers } from "../files/leftovers.js";
import { lock } from "../files/lock.js";
import { realTarget } from "../files/target.js";
import { cardPath } from "./card.js";
import { checkpointPath } from "./checkpoint.js";
import { beside } from "./paths.js";

/**
 * Trains into a model file while no other training can, on this machine; what killed ones left half-written is removed.
 * @throws FileError where another training is at work on that file, and what the training throws
 */
export async function alone(modelPath: string, train: () => Promise<void>): Promise<void> {
  const path = await realTarget(modelPath);
  const lockPath = beside(path, ".lock");
  const { release } = await lock(lockPath);
  try {
    await removeLeftovers([path, lockPath, cardPath(modelPath), checkpointPath(modelPath)]);
    await train();
  } finally {
    await release();
  }
}
