import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { file, folder, katze, root } from "./katze.js";
import { evaluationsOf } from "./schemas.js";

/** Every so many rows of a language in data/words.csv. */
const rows = readFileSync(join(root, "data", "words.csv"), "utf8")
  .split("\n")
  .slice(1);
const every = (n: number, language: string): string[] =>
  rows
    .filter((row) => row.includes(`,${language}`))
    .filter((_, i) => i % n === 0)
    .map((row) => row.split(",").slice(0, 2).join());

it("train --class-weights balanced finds more of a rare label, and says that it was asked for", async () => {
  const csv = file("skewed.csv", `word,language\n${[...every(20, "English"), ...every(400, "German")].join("\n")}\n`);
  const found = async (...flags: readonly string[]) => {
    const model = join(folder, `skewed${flags.length}.safetensors`);
    const training = ["--model", model, "--hidden", "32", "--epochs", "20", ...flags];
    expect(await katze(["train", csv, ...training])).toMatchObject({ code: 0 });
    const [result] = evaluationsOf(await katze(["evaluate", csv, "--model", model, "--json", "--split", "all"]));
    const card = readFileSync(model.replace("safetensors", "card.md"), "utf8");
    return { recall: result?.labels.German?.recall ?? 0, card };
  };
  const plain = await found();
  const balanced = await found("--class-weights", "balanced");
  expect(balanced.recall).toBeGreaterThan(plain.recall + 0.1);
  expect(balanced.card).toContain("| classWeights | balanced |");
  expect(balanced.card).toContain("--class-weights balanced");
  expect(plain.card).toContain("| classWeights | none |");
  expect(plain.card).not.toContain("--class-weights");
});
