/** What exports print, and which files they take the place of. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { exportNetwork } from "../../src/cli/export-network.js";
import { exportVectors } from "../../src/cli/export-vectors.js";
import { fakeStream } from "./fake-stream.js";
import { catModel, cats, file, folder, katze } from "./katze.js";

let model = "";
let sum = "";
beforeAll(async () => {
  model = await catModel();
  sum = join(folder, "summed.safetensors");
  await katze(["train", cats, "--rung", "sum", "--model", sum, "--epochs", "1"]);
});

/** What is printed, with each number of bytes as #. */
async function printed(command: () => Promise<void>): Promise<{ lines: string[]; stderr: string }> {
  const [stdout, stderr] = [fakeStream("stdout"), fakeStream("stderr")];
  await command();
  return {
    lines: stdout
      .read()
      .replace(/[\d,]+ bytes$/gmu, "# bytes")
      .split("\n"),
    stderr: stderr.read(),
  };
}

const tooFew = "katze: 3 words are too few to set some aside; figures are on the training words\n";

describe("an export", () => {
  it("of vectors prints how many there are and each file, and what there is to say of the words", async () => {
    const out = join(folder, "a.npy.d", "vectors.npy");
    expect(await printed(() => exportVectors({ to: "vectors", out, model, csv: cats }))).toEqual({
      lines: [
        "h of 3 words, 32 numbers each",
        `wrote ${out}, # bytes`,
        `wrote ${out.replace(/npy$/u, "labels.csv")}, # bytes`,
        "",
      ],
      stderr: tooFew,
    });
    expect(readdirSync(join(folder, "a.npy.d")).sort()).toEqual(["vectors.labels.csv", "vectors.npy"]);
  });

  it("of vectors takes an h of one number, which the Projector does not", async () => {
    const out = join(folder, "sum.csv");
    const { lines } = await printed(() => exportVectors({ to: "vectors", out, model: sum, csv: cats }));
    expect(lines[0]).toBe("h of 3 words, 1 numbers each");
    await expect(exportVectors({ to: "projector", out: folder, model: sum, csv: cats })).rejects.toThrow(
      "the Projector shows vectors, and h of this model (sum) is one number; take --to vectors, or another model",
    );
  });

  it("for the Projector prints its four files", async () => {
    const out = join(folder, "projector");
    const { lines } = await printed(() => exportVectors({ to: "projector", out, model, csv: cats }));
    const names = ["vectors.tsv", "metadata.tsv", "characters-vectors.tsv", "characters-metadata.tsv"];
    expect(lines).toEqual([
      "h of 3 words, 32 numbers each",
      ...names.map((name) => `wrote ${join(out, name)}, # bytes`),
      "",
    ]);
  });

  it("of the network prints what it is and each file, escaped", async () => {
    const out = join(folder, "net\u202e");
    const { lines, stderr } = await printed(() => exportNetwork({ to: "tfjs", out, model }));
    const names = ["weights.bin", "model.json"];
    expect(lines).toEqual([
      "rnn, h of 32, 3 labels",
      ...names.map((name) => `wrote ${folder}/net\\u{202e}/${name}, # bytes`),
      "",
    ]);
    expect(stderr).toBe("");
  });
});

describe("an export refuses", () => {
  it.each([
    ["csv", "--csv"],
    ["wordColumn", "--word-column"],
    ["labelColumn", "--label-column"],
    ["countColumn", "--count-column"],
  ] as const)("%s for a network, which has no words", async (name, flag) => {
    await expect(exportNetwork({ to: "onnx", out: "a.onnx", model, [name]: "a" })).rejects.toThrow(
      `${flag} is for words, and --to onnx takes none; leave it out`,
    );
  });

  it("names that are no file's of its kind", async () => {
    await expect(exportNetwork({ to: "onnx", out: "a.pb", model })).rejects.toThrow(
      '--out names a .onnx file; found "a.pb"',
    );
    await expect(exportVectors({ to: "vectors", out: "a.npy.txt", model })).rejects.toThrow(
      '--out names a .csv or a .npy file; found "a.npy.txt"',
    );
    for (const exported of [
      exportNetwork({ to: "tfjs", out: "", model }),
      exportVectors({ to: "projector", out: "", model }),
    ])
      await expect(exported).rejects.toThrow("--out names the folder to write to");
  });

  it("to take the place of a file that is no such export", async () => {
    const out = file("mine.csv", "word,label,h1\n");
    await expect(exportVectors({ to: "vectors", out, model, csv: cats })).rejects.toThrow(
      `${out}: a file that is no such export stands there; name another, or remove it`,
    );
  });
});
