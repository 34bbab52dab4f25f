/** --engine tfjs on every command that takes it. Which TensorFlow it finds is told in engine.test.ts. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/cli/evaluate.js";
import { predict } from "../../src/cli/predict.js";
import { train } from "../../src/cli/train.js";
import { fakeStream } from "./fake-stream.js";
import { cats, folder } from "./katze.js";
import { evaluationsOf, eventsOf, predictionsOf } from "./schemas.js";

async function printed(command: () => Promise<void>): Promise<{ stdout: string; stderr: string }> {
  const [stdout, stderr] = [fakeStream("stdout"), fakeStream("stderr")];
  await command();
  return { stdout: stdout.read(), stderr: stderr.read() };
}

describe("--engine tfjs", () => {
  it("trains, predicts and evaluates by TensorFlow, and says which one", async () => {
    const options = { model: join(folder, "tfjs.safetensors"), engine: "tfjs", json: true } as const;
    const said = /^engine: TensorFlow/mu;

    const trained = await printed(() => train({ ...options, csv: cats, settings: { epochs: 2 } }));
    expect(eventsOf(trained)[0]).toMatchObject({ event: "start", engine: expect.stringMatching(/^tfjs/u) });
    expect(trained.stderr).toMatch(said);

    const answered = await printed(() => predict({ ...options, words: ["cat"] }));
    const [answer] = predictionsOf(answered);
    expect(answered.stderr).toMatch(said);

    const scored = await printed(() => evaluate({ ...options, csv: cats, split: "test" }));
    expect(evaluationsOf(scored)[0]?.words).toBe(3);
    expect(scored.stderr).toMatch(said);

    const plain = await printed(() => predict({ ...options, engine: "wasm", words: ["cat"] }));
    expect(plain.stderr).toBe("");
    expect(predictionsOf(plain)[0]?.probability).toBeCloseTo(answer?.probability ?? Number.NaN, 5);
  });
});
