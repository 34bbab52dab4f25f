/** `train --relaxed`, on a Node that has relaxed SIMD and on one that has not. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cats, folder, katze } from "./katze.js";
import { eventsOf, predictionsOf } from "./schemas.js";

const model = join(folder, "relaxed.safetensors");
const canRelax = Number(process.versions.node.split(".")[0]) >= 22;

it.runIf(canRelax)("trains a model that answers, and says so in the events and on the card", async () => {
  const [start] = eventsOf(await katze(["train", cats, "--relaxed", "--model", model, "--json"]));
  expect(start).toMatchObject({ event: "start", engine: "wasm-relaxed" });
  expect(readFileSync(join(folder, "relaxed.card.md"), "utf8")).toContain("katze train cats.csv --relaxed");
  const [prediction] = predictionsOf(await katze(["predict", "--model", model, "--json", "katze"]));
  expect(prediction).toMatchObject({ label: "German" });
});

it.skipIf(canRelax)("says which Node it needs, and writes nothing", async () => {
  const { code, stderr, stdout } = await katze(["train", cats, "--relaxed", "--model", model]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toMatch(/--relaxed needs Node 22/);
  expect(() => readFileSync(model)).toThrow(/ENOENT/);
});

it("does not go with TensorFlow", async () => {
  const { code, stderr } = await katze(["train", cats, "--relaxed", "--engine", "tfjs", "--model", model]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/--relaxed does not go with --engine tfjs/);
});
