import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "katze-compare-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const root = fileURLToPath(new URL("../../../", import.meta.url));
const compare = (...args: readonly string[]) =>
  spawnSync(process.execPath, ["--import", import.meta.resolve("tsx"), join("scripts", "compare.ts"), ...args], {
    cwd: root,
    encoding: "utf8",
  });

describe("npm run compare", () => {
  it("shows models under each other, with the ceiling, and writes every figure", () => {
    const [json, markdown] = [join(folder, "compare.json"), join(folder, "compare.md")];
    const again = join("models", "words.safetensors");
    const files = ["--json", json, "--markdown", markdown];
    const { stdout, stderr, status } = compare("--quick", "--only", "katze", "--model", again, ...files);
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining(process.versions.node) });
    expect(stdout).toMatch(/^katze rnn, H=\d+, models.words\.safetensors( +[\d.,]+)+ KB +[\d,]+$/mu);
    expect(stdout).toMatch(/^ {2}ceiling: \d+ of the \d+ words are of several labels, so that at most 9\d\.\d %/mu);
    const { ceiling, rows, missing } = JSON.parse(readFileSync(json, "utf8"));
    expect(missing).toEqual({});
    expect(rows).toHaveLength(2);
    expect(rows[0].unseen).toEqual(rows[1].unseen);
    for (const { unseen, modelBytes, wordsPerSecond } of rows) {
      expect(unseen.all.accuracy).toBeGreaterThan(0.8);
      expect(unseen.all.crossEntropy).toBeGreaterThan(ceiling.crossEntropy);
      expect(unseen.meant).toBeLessThan(ceiling.accuracy);
      expect(modelBytes).toBeGreaterThan(1000);
      expect(wordsPerSecond).toBeGreaterThan(0);
    }
    expect(readFileSync(markdown, "utf8").match(/^\| katze rnn/gmu)).toHaveLength(6);
  });

  it("tells what it can be asked for", () => {
    const { stdout, status } = compare("--help");
    expect({ stdout, status }).toMatchObject({ status: 0, stdout: expect.stringMatching(/--model.*\nrows: katze, /u) });
  });

  it.each([
    ["--only", "langdetect"],
    ["--rounds", "0"],
    ["--fast", ""],
  ])("refuses %s %s, in one line that names what there is", (...args) => {
    const { stdout, stderr, status } = compare(...args.filter(Boolean));
    expect({ stdout, status }).toEqual({ stdout: "", status: 2 });
    expect(stderr).toMatch(/^katze: .*usage: npm run compare .*\n$/u);
  });
});
