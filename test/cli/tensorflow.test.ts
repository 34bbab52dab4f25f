/** --engine tfjs on every command that takes it. Which TensorFlow it finds is told in engine.test.ts. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cats, folder, katze } from "./katze.js";
import { evaluationsOf, eventsOf, predictionsOf } from "./schemas.js";

describe("--engine tfjs", () => {
  it("trains, predicts and evaluates by TensorFlow, and says so", async () => {
    const model = join(folder, "tfjs.safetensors");
    const flags = ["--model", model, "--engine", "tfjs", "--json"];
    const said = /^engine: .*(?:tfjs|TensorFlow)/mu;

    const trained = await katze(["train", cats, ...flags, "--epochs", "2"]);
    expect(eventsOf(trained)[0]).toMatchObject({ event: "start", engine: expect.stringMatching(/^tfjs/u) });
    expect(trained.stderr).toMatch(said);

    const answers = await katze(["predict", ...flags, "cat"]);
    const [answer] = predictionsOf(answers);
    expect(answers.stderr).toMatch(said);

    const scores = await katze(["evaluate", cats, ...flags]);
    const [score] = evaluationsOf(scores);
    expect(score?.words).toBe(3);
    expect(scores.stderr).toMatch(said);

    const plain = await katze(["predict", "--model", model, "--engine", "wasm", "--json", "cat"]);
    expect(plain.stderr).toBe("");
    expect(predictionsOf(plain)[0]?.probability).toBeCloseTo(answer?.probability ?? Number.NaN, 5);
  });

  it("refuses what goes with katze's kernel alone", async () => {
    const { code, stdout, stderr } = await katze(["train", cats, "--engine", "tfjs", "--relaxed"]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: "katze: --relaxed does not go with --engine tfjs, it is another build of wasm; leave one out\n",
    });
  });
});
