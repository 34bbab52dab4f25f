import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { silentIn } from "../../../scripts/compare/answers.js";
import { choose, judge } from "../../../scripts/compare/judge.js";
import { measurePeer } from "../../../scripts/compare/measure.js";
import type { Row } from "../../../scripts/compare/rows.js";
import { sharesAsCsv, type Task, taskIn, writeWords } from "../../../scripts/compare/task.js";
import { product } from "../../../scripts/peers/peer.js";
import { findPeers } from "../../../scripts/peers/presence.js";
import { Failure } from "../../../scripts/peers/program.js";
import { splits } from "../../../src/corpus/split.js";
import { cats, corpusOf } from "./corpora.js";

const folder = mkdtempSync(join(tmpdir(), "katze-compare-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const detector: Row = {
  key: "detector",
  name: "detector",
  program: { program: process.execPath, args: [fileURLToPath(new URL("detector.mjs", import.meta.url))] },
  settings: product({ database: ["small", "large", "same"] }),
  learns: false,
};
const all = Uint32Array.of(0, 1, 2, 3, 4);
const task = async (): Promise<Task> => ({
  corpus: await cats(),
  words: { train: all, validation: Uint32Array.of(0, 2, 3), test: all, known: all },
  folder,
});

describe("a detector", () => {
  it("is asked for every word, and may have no answer", async () => {
    const answers = await judge(await task(), detector, ["--database", "large"], "test", all);
    expect(answers).toMatchObject({ labels: ["German", "English", "French"], areProbabilities: false });
    expect([...answers.said]).toEqual(
      [
        [0, 1, 0],
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 1],
        [0, 0, 0],
      ].flat(),
    );
    expect(silentIn(answers)).toBe(1);
  });

  it("takes the setting that is best on validation words, the first of equals", async () => {
    const chosen = await choose(await task(), detector, detector.settings, () => {});
    expect(chosen).toMatchObject({ setting: "large", flags: ["--database", "large"], model: undefined });
    expect(chosen.tried).toEqual({ small: 1 / 3, large: 1, same: 1 });
    expect(await measurePeer(await task(), chosen)).toMatchObject({
      setting: "large",
      modelBytes: 3,
      unseen: { silent: 1, all: { accuracy: 4 / 5 } },
    });
  });

  it("that fails says why", async () => {
    await expect(judge(await task(), detector, ["--depth", "3"], "test", all)).rejects.toThrow(Failure);
  });
});

const python = "python3";
const hasPython = spawnSync(python, ["--version"]).status === 0;

describe.skipIf(!hasPython)("a peer in Python that learns (needs python3)", () => {
  const learner: Row = {
    key: "learner",
    name: "learner",
    program: { program: python, args: [fileURLToPath(new URL("learner.py", import.meta.url))] },
    settings: new Map([0.1, 1].map((faith) => [`faith ${faith}`, ["--settings", JSON.stringify({ faith })]])),
    learns: true,
  };

  it("learns the shares of training words anew with each setting, and keeps the best model", async () => {
    const words = { train: Uint32Array.of(0, 1, 2), validation: Uint32Array.of(0, 1), test: all, known: all };
    const chosen = await choose({ ...(await task()), words }, learner, learner.settings, () => {});
    expect(chosen).toMatchObject({ setting: "faith 1", tried: { "faith 0.1": 0, "faith 1": 1 } });
    const { said, labels, areProbabilities } = await judge(await task(), learner, chosen.flags, "test", all);
    expect({ labels, areProbabilities }).toEqual({ labels: ["German", "French", "English"], areProbabilities: true });
    const unseen = [0.2, 0.2, 0.2];
    const rows = [[0.2, 0.2, 1], [0.2, 0.25, 0.75], [1, 0.2, 0.2], unseen, unseen];
    expect([...said]).toEqual([...Float32Array.from(rows.flat())]);
    const { modelBytes } = await measurePeer(await task(), chosen);
    expect(modelBytes).toBe(readFileSync(join(chosen.model ?? "", "model.json")).length);
  });
});

it("names a peer that cannot be had as missing, and goes on with the others", async () => {
  const gone: Row = { ...detector, key: "gone", name: "gone", program: { program: join(folder, "none"), args: [] } };
  const usual = () => ["--database", "small"];
  const { here, versions, missing } = await findPeers([gone, detector], usual, { skipInstall: true }, () => {});
  expect(here).toEqual([detector]);
  expect([...versions]).toEqual([["detector", "detector 1.0"]]);
  expect(missing.get("gone")).toMatch(/^missing, .*ENOENT/u);
});

it("writes a word's labels with their shares, one a row, and words one a line", async () => {
  const { corpus } = await task();
  const rows = ["word,language,share", "chat,English,0.75", "chat,French,0.25", "été,French,1", ""];
  expect(sharesAsCsv(corpus, Uint32Array.of(1, 3))).toBe(rows.join("\n"));
  expect(readFileSync(await writeWords(await task(), "some", Uint32Array.of(3, 1)), "utf8")).toBe("été\nchat\n");
});

it("takes words of every split from all over it, and some that were learned", async () => {
  const corpus = await corpusOf(...Array.from({ length: 3000 }, (_, i) => `w${i},${i % 2 ? "English" : "German"},1`));
  const { words } = taskIn(folder, corpus, 200);
  for (const [name, some] of Object.entries(words)) {
    const of = Array.from(some, (word) => splits[corpus.split[word] ?? 0]);
    expect(new Set(of)).toEqual(new Set([name === "known" ? "train" : name]));
    expect(new Set(some).size).toBe(200);
    expect(some.at(-1)).toBeGreaterThan(2900);
  }
});
