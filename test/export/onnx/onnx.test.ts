import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { encodeOnnx } from "../../../src/export/onnx/onnx.js";
import { loadModel } from "../../../src/model/file.js";
import type { Model } from "../../../src/model/model.js";
import { modelsOf, pairsOf } from "../../recurrence/models.js";
import { mayBeSkipped, python } from "../python.js";
import { expectPredicted, furthest, predicted, thousandWords } from "../words.js";
import { runInNode } from "./runtime.js";

const folder = mkdtempSync(join(tmpdir(), "katze-onnx-"));
afterAll(() => rmSync(folder, { recursive: true }));

const shipped = await loadModel(fileURLToPath(new URL("../../../models/words.safetensors", import.meta.url)));
const words = await thousandWords();

/** The model that comes with katze, and small ones of every rung, with an end mark and without. */
const models: readonly (readonly [string, Model])[] = [
  ["the shipped model", shipped],
  ...modelsOf(13).map((model) => [`${model.rung}, without an end mark`, model] as const),
  ...modelsOf(5, { endMark: true, keepCase: true }).map((model) => [`${model.rung}, with an end mark`, model] as const),
  ...pairsOf({ endMark: true }).map((model) => [`${model.rung}, of two groups, in halves`, model] as const),
];

describe("an ONNX export of", () => {
  it.each(models)("%s answers a thousand words as predict does, in onnxruntime-web", async (_, model) => {
    const rows = await runInNode(encodeOnnx(model), model, words);
    await expectPredicted(rows, model, words, model === shipped ? "onnxruntime-web" : undefined);
  });

  it("a model read backwards answers otherwise, so that the comparison can fail", async () => {
    const { W } = shipped.parameters;
    const other = { ...shipped, parameters: { ...shipped.parameters, W: W.slice().reverse() } };
    expect(furthest(await runInNode(encodeOnnx(other), other, words), await predicted(shipped, words))).toBeGreaterThan(
      0.1,
    );
  });

  it.skipIf(mayBeSkipped)(
    "each passes onnx's checker, and answers so in Python (needs Python, see KATZE_PYTHON)",
    async () => {
      const files = models.map(([, model], i) => {
        const path = join(folder, `${i}.onnx`);
        writeFileSync(path, encodeOnnx(model));
        return path;
      });
      const script = fileURLToPath(new URL("run.py", import.meta.url));
      const answers: number[][][] = JSON.parse(python([script, ...files], JSON.stringify(words)));
      expect(answers).toHaveLength(models.length);
      for (const [i, [, model]] of models.entries()) {
        await expectPredicted(answers[i] ?? [], model, words, model === shipped ? "onnxruntime in Python" : undefined);
      }
    },
  );
});
