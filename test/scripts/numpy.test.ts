import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { loadModel, saveModel } from "../../src/model/file.js";
import { mayBeSkipped, python } from "../export/python.js";
import { expectPredicted, furthest, thousandWords, tolerance } from "../export/words.js";
import { modelsOf, pairsOf } from "../recurrence/models.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "katze-numpy-"));
afterAll(() => rmSync(folder, { recursive: true }));
const words = await thousandWords();

interface Answer {
  readonly word: string;
  readonly label: string;
  readonly probabilities: Readonly<Record<string, number>>;
}

const answersIn = (output: string): Answer[] =>
  output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const inOrder = (answers: readonly Answer[], labels: readonly string[]): number[][] =>
  answers.map(({ probabilities }) => labels.map((label) => probabilities[label] ?? Number.NaN));

describe.skipIf(mayBeSkipped)("scripts/predict.py (needs Python, see KATZE_PYTHON)", () => {
  it("answers a thousand words as predict --json does", async () => {
    const model = at("models/words.safetensors");
    const shipped = await loadModel(model);
    const answers = answersIn(python([at("scripts/predict.py"), "--model", model, "--", ...words]));
    const program = ["--import", import.meta.resolve("tsx"), at("src/cli/katze.ts")];
    const { stdout } = spawnSync(process.execPath, [...program, "predict", "--json", "--model", model, ...words], {
      encoding: "utf8",
      maxBuffer: 2 ** 24,
    });
    const expected = answersIn(stdout);
    expect(answers.map(({ word, label }) => [word, label])).toEqual(expected.map(({ word, label }) => [word, label]));
    const { labels } = shipped;
    expect(furthest(inOrder(answers, labels), inOrder(expected, labels))).toBeLessThan(tolerance);
    await expectPredicted(inOrder(answers, labels), shipped, words, "NumPy");
  });

  it.each([...modelsOf(7, { keepCase: true }), ...modelsOf(7, { endMark: true }), ...pairsOf({ endMark: true })])(
    "does so for any rung: $rung, $reading, $groups of $precision",
    async (model) => {
      const path = join(folder, `${model.rung}.safetensors`);
      await saveModel(path, model);
      const answers = answersIn(python([at("scripts/predict.py"), "--model", path, "--", ...words]));
      await expectPredicted(inOrder(answers, model.labels), model, words);
    },
  );
});
