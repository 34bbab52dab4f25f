/** Scores as people read them. */
import { beforeAll, describe, expect, it } from "vitest";
import { evaluate } from "../../src/cli/evaluate.js";
import { inventedCsv } from "./corpora.js";
import { fakeStream } from "./fake-stream.js";
import { catModel, cats, file } from "./katze.js";

let model = "";
let invented = "";
beforeAll(async () => {
  model = await catModel();
  invented = file("evaluated.csv", inventedCsv().replaceAll("Highland", "English"));
});

/** What evaluate prints on a terminal of so many columns, and what it says beside. */
async function scores(
  csv: string,
  options: Partial<Parameters<typeof evaluate>[0]> = {},
  columns = 80,
): Promise<{ lines: string[]; stderr: string }> {
  const [stdout, stderr] = [fakeStream("stdout", { columns }), fakeStream("stderr")];
  await evaluate({ csv, model, engine: "wasm", split: "test", ...options });
  return { lines: stdout.read().split("\n"), stderr: stderr.read() };
}

describe("evaluate", () => {
  it("prints what was scored on what, and all the figures", async () => {
    const { lines, stderr } = await scores(cats);
    expect(lines[0]).toBe(`${cats}, all words`);
    expect(lines.slice(2, 6)).toEqual([
      "words                3",
      expect.stringMatching(/^accuracy +100\.0 % {2}95 % interval \d+\.\d % to 100\.0 %$/u),
      "any label      100.0 %  predicted label is one of the word's",
      "macro F1       100.0 %",
    ]);
    expect(lines[6]).toMatch(/^cross-entropy +0\.\d{3} {2}nats a word$/u);
    expect(lines.slice(9, 13)).toEqual([
      "label    precision   recall       F1  words",
      "English    100.0 %  100.0 %  100.0 %      1",
      "French     100.0 %  100.0 %  100.0 %      1",
      "German     100.0 %  100.0 %  100.0 %      1",
    ]);
    expect(lines.at(-1)).toBe("");
    expect(stderr).toBe("katze: 3 words are too few to set some aside; figures are on the training words\n");
  });

  it.each([
    ["test", "test words"],
    ["validation", "validation words"],
    ["all", "all words"],
  ] as const)("says that it scored the split %s", async (split, words) => {
    const { lines, stderr } = await scores(invented, { split });
    expect(lines[0]).toBe(`${invented}, ${words}`);
    expect(stderr).toBe("");
  });

  it("keeps to the terminal's columns, or to 80 where there are none", async () => {
    const widest = async (columns: number): Promise<number> =>
      Math.max(...(await scores(invented, { split: "all" }, columns)).lines.slice(1).map((line) => line.length));
    expect(await widest(30)).toBe(30);
    expect(await widest(0)).toBe(await widest(80));
  });

  it("names the labels where none is the model's, escaped", async () => {
    const csv = file("other.csv", "word,language\na,X\nb,Y\u202e\n");
    await expect(scores(csv)).rejects.toThrow(
      `${csv}: none of its labels (X, Y\\u{202e}) is one of the model's (English, French, German)`,
    );
  });
});
