import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { loadLayersModel } from "@tensorflow/tfjs-layers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { UsageError } from "../../../src/errors.js";
import type { Preparation } from "../../../src/export/preparation.js";
import { encodeLayersModel } from "../../../src/export/tfjs/layers-model.js";
import { loadModel } from "../../../src/model/file.js";
import type { Model } from "../../../src/model/model.js";
import { launch, mayBeSkipped } from "../../cli/browser.js";
import { modelOf, modelsOf } from "../../recurrence/models.js";
import { inBatches, numbered, rowsOf } from "../numbers.js";
import { expectPredicted, thousandWords } from "../words.js";
import { serve } from "./server.js";

const shipped = await loadModel(fileURLToPath(new URL("../../../models/words.safetensors", import.meta.url)));
const words = await thousandWords();
/** The plain backend needs a quarter of a minute for the shipped model on an idle core. */
const slow = 240_000;

/** The same network with a W that lets no h grow, which the format needs of rungs without tanh. */
const calmed = (model: Model): Model => ({
  ...model,
  parameters: { ...model.parameters, W: model.parameters.W.map((w) => w / 10) },
});

const models: readonly (readonly [string, Model])[] = [
  ["the shipped model", shipped],
  ...[...modelsOf(13), ...modelsOf(5, { endMark: true, keepCase: true })]
    .filter(({ rung }) => rung !== "doubling" && rung !== "gru")
    .map((model) => (["linear", "scaled", "multiplier"].includes(model.rung) ? calmed(model) : model))
    .map((model) => [`${model.rung}, ${model.reading.endMark ? "with" : "without"} an end mark`, model] as const),
];

const filesOf = (model: Model, at: string): (readonly [string, Uint8Array])[] => {
  const { topology, weights } = encodeLayersModel(model);
  return [
    [`${at}/model.json`, topology],
    [`${at}/weights.bin`, weights],
  ];
};

/** What a program has to know that runs the model, from the model's own file. */
const readPreparation = (model: Model): Preparation =>
  JSON.parse(new TextDecoder().decode(encodeLayersModel(model).topology)).userDefinedMetadata;

let server: Server;
let url = "";
beforeAll(async () => {
  const script = (name: string) => readFileSync(createRequire(import.meta.url).resolve(name));
  ({ server, url } = await serve(
    new Map<string, string | Uint8Array>([
      ...models.flatMap(([, model], i) => filesOf(model, `/${i}`)),
      ["/core.js", script("@tensorflow/tfjs-core/dist/tf-core.min.js")],
      ["/cpu.js", script("@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.min.js")],
      ["/layers.js", script("@tensorflow/tfjs-layers/dist/tf-layers.min.js")],
      [
        "/page.html",
        '<!doctype html><script src="core.js"></script><script src="cpu.js"></script><script src="layers.js"></script>',
      ],
    ]),
  ));
});
afterAll(() => server?.close());

describe("a LayersModel of", () => {
  it.each(models)(
    "%s answers a thousand words as predict does, in Node",
    async (name, model) => {
      const at = models.findIndex(([other]) => other === name);
      const layers = await loadLayersModel(`${url}/${at}/model.json`);
      const preparation = readPreparation(model);
      expect(layers.getUserDefinedMetadata()).toEqual(preparation);
      const rows = await inBatches(words, async (batch) => {
        const { characters, B, T } = numbered(batch, preparation);
        const answer = layers.predict(tf.tensor2d(characters, [B, T], "int32"));
        if (Array.isArray(answer)) throw new Error("the model gives several tensors");
        return rowsOf(await answer.data(), model.labels.length);
      });
      await expectPredicted(rows, model, words, model === shipped ? "a LayersModel in Node" : undefined);
      tf.disposeVariables();
    },
    slow,
  );

  it("any rung has standard layers alone", () => {
    const { modelTopology } = JSON.parse(new TextDecoder().decode(encodeLayersModel(shipped).topology));
    const classes = modelTopology.model_config.config.layers.map((layer: { class_name: string }) => layer.class_name);
    expect(classes).toEqual(
      "InputLayer,Embedding,SimpleRNN,Dense,Embedding,GlobalMaxPooling1D,Multiply,Activation".split(","),
    );
  });

  it.each([
    ["doubling", 1],
    ["multiplier", 1],
    ["linear", 6],
  ] as const)("%s is refused where h could pass every bound", (rung, H) => {
    const model = modelOf({ rung, A: 9, H, C: 2 }, 1);
    const grown = { ...model, parameters: { ...model.parameters, W: model.parameters.W.map(() => 2) } };
    expect(() => encodeLayersModel(grown)).toThrow(UsageError);
    expect(() => encodeLayersModel(grown)).toThrow(new RegExp(`\\(${rung}\\); take --to onnx`, "u"));
  });
});

it("a LayersModel of gates is refused, with the format that has them", () => {
  const gru = modelOf({ rung: "gru", A: 9, H: 4, C: 2 }, 1);
  expect(() => encodeLayersModel(gru)).toThrow(UsageError);
  expect(() => encodeLayersModel(gru)).toThrow(/gru: its GRU lacks reset_after.*; take --to onnx/u);
});

describe.skipIf(mayBeSkipped)("a LayersModel in a browser (needs Chromium, see KATZE_CHROMIUM)", () => {
  it(
    "answers a thousand words as predict does",
    async () => {
      const browser = await launch();
      try {
        const page = await browser.newPage();
        await page.goto(`${url}/page.html`);
        // As text: the program in the page is TensorFlow's, with names that are unknown here.
        await page.evaluate(`tf.loadLayersModel("${url}/0/model.json").then((model) => { globalThis.model = model; })`);
        const rows = await inBatches(words, async (batch) => {
          const { characters, B, T } = numbered(batch, readPreparation(shipped));
          const input = `tf.tensor2d([${characters}], [${B}, ${T}], "int32")`;
          const answers = await page.evaluate<number[]>(
            `model.predict(${input}).data().then((all) => Array.from(all))`,
          );
          return rowsOf(answers, shipped.labels.length);
        });
        await expectPredicted(rows, shipped, words, "a LayersModel in a browser");
      } finally {
        await browser.close();
      }
    },
    slow,
  );
});
