import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/errors.js";
import { decodeCheckpoint, encodeCheckpoint } from "../../src/training/checkpoint.js";
import { FuzzRecord, numRuns, timeout } from "../fuzzing.js";
import { seal } from "../model/samples.js";
import { mutate, mutations } from "../mutations.js";
import { stateAfter } from "./states.js";

const record = new FuzzRecord("checkpoints");
const file = Buffer.from(
  await encodeCheckpoint({ state: stateAfter(2), settings: '{"seed":1}', data: "d".repeat(64) }),
);

async function verdict(bytes: Uint8Array): Promise<"refused" | "accepted"> {
  try {
    await record.try(() => decodeCheckpoint(bytes, "fuzzed"));
    return "accepted";
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    expect(error.message).toMatch(/^"fuzzed": \P{C}*$/u);
    expect(error.message.length).toBeLessThan(600);
    return "refused";
  }
}

describe("K4: a checkpoint that is damaged at random", () => {
  const changes = fc.array(mutations, { minLength: 1, maxLength: 3 });

  it("is refused, or is as it was", { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (some) => {
        const damaged = some.reduce(mutate, file);
        expect(await verdict(damaged)).toBe(damaged.equals(file) ? "accepted" : "refused");
      }),
      { numRuns },
    );
  });

  it("is refused in one line or read, where the checksum was made right", { timeout }, async () => {
    const verdicts = new Set<string>();
    await fc.assert(
      fc.asyncProperty(changes, async (some) => {
        verdicts.add(await verdict(seal(some.reduce(mutate, file))));
      }),
      { numRuns },
    );
    expect([...verdicts].sort()).toEqual(["accepted", "refused"]);
  });
});
