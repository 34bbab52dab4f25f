import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { inventedCsv } from "./corpora.js";
import { catModel, cats, file, folder, katze, linesOf } from "./katze.js";
import { predictionsOf } from "./schemas.js";
import { hasTerminal, onTerminal, screenOf } from "./terminal.js";

const ESC = "\u001b";
let model = "";
let invented = "";
beforeAll(async () => {
  model = await catModel();
  invented = file("invented.csv", inventedCsv());
});

describe("screenOf", () => {
  it("overwrites, erases and wraps as a terminal does", () => {
    expect(screenOf(`abc\rx${ESC}[K\r\n${ESC}[1mbold${ESC}[0m`, 80)).toEqual({
      rows: ["x", "bold"],
      wraps: 0,
    });
    expect(screenOf("abcdef", 4)).toEqual({ rows: ["abcd", "ef"], wraps: 1 });
    expect(screenOf("abcd\r\n", 4)).toEqual({ rows: ["abcd", ""], wraps: 0 });
    expect(() => screenOf(`${ESC}[2J`, 80)).toThrow();
    expect(() => screenOf("\u0007", 80)).toThrow();
  });
});

describe.skipIf(!hasTerminal)("on a terminal (needs util-linux's script)", () => {
  const predict = (...words: readonly string[]) => ["predict", "--model", model, ...words];

  it("predict colours the labels", async () => {
    const { stdout, code } = await onTerminal(predict("katze"));
    expect(stdout).toContain(`${ESC}[1mGerman${ESC}[0m`);
    expect(screenOf(stdout, 80).rows[0]).toMatch(/^katze {2}German \d\d\.\d %$/u);
    expect(code).toBe(0);
  });

  it("NO_COLOR leaves the colours out", async () => {
    const { stdout } = await onTerminal(predict("katze", "ß"), { env: { NO_COLOR: "1" } });
    expect(stdout).toContain("German");
    expect(stdout).not.toContain(ESC);
  });

  it("a redirection of standard output leaves the colours out, though standard error is a terminal", async () => {
    await onTerminal(predict("katze", "ß"), { redirection: ">predicted.txt" });
    const text = readFileSync(join(folder, "predicted.txt"), "utf8");
    expect(text).toContain("German");
    expect(text).not.toContain(ESC);
  });

  it("--json has no colours", async () => {
    const { stdout } = await onTerminal(predict("--json", "katze"));
    expect(predictionsOf({ stdout: stdout.replaceAll("\r\n", "\n") })).toMatchObject([{ label: "German" }]);
  });

  it("O2: shows what would steer the terminal or hide, escaped: in words, labels and unknown characters", async () => {
    const csv = file("steer.csv", `word,language\n"a${ESC}[2Ja",x${ESC}]0;t\u0007\nb,"\u202eyz"\n`);
    const path = join(folder, "steer.safetensors");
    expect(await katze(["train", csv, "--model", path])).toMatchObject({ code: 0 });
    const words = [`a${ESC}[2Ja`, "b", "b\r\u0008\u200f", "b\u009b2J"];
    for (const args of [
      ["predict", "--model", path, "--top", "2", ...words],
      ["evaluate", csv, "--model", path],
      ["train", csv, "--model", path, "--epochs", "20"],
    ]) {
      const { stdout, code } = await onTerminal(args, { columns: 200 });
      expect(code).toBe(0);
      expect(stdout).not.toMatch(/[\u202e\u200f\u009b]/u);
      const { rows } = screenOf(stdout, 200); // throws on control characters
      expect(rows.join("\n")).toContain("\\u{1b}");
    }
  });

  it("predict without words says what to give, and does not wait for them", async () => {
    const { stdout, code } = await onTerminal(predict());
    expect(linesOf(stdout)).toEqual([expect.stringMatching(/^katze: give words, .*\r$/u)]);
    expect(code).toBe(2);
  });

  it.each([80, 40, 20])("the progress bar never wraps in %i columns, and is gone in the end", async (columns) => {
    const path = join(folder, "bar.safetensors");
    const flags = ["--model", path, "--hidden", "32", "--epochs", "40"];
    const { stdout, code } = await onTerminal(["train", invented, ...flags], { columns, redirection: ">report.txt" });
    expect(code).toBe(0);
    const drawn = stdout.split("\r").filter((text) => text.includes("█") || text.includes("░"));
    expect(drawn.length).toBeGreaterThanOrEqual(20);
    expect(screenOf(drawn.map((text) => `\r${text}`).join(""), columns).wraps).toBe(0);
    expect(screenOf(stdout, columns).rows.join("\n")).not.toMatch(/[█░]/u);
    expect(readFileSync(join(folder, "report.txt"), "utf8")).toMatch(/^[\d.]+ % right/u);
  });

  it("a training stopped by Ctrl-C leaves one line in the place of the bar", async () => {
    const flags = ["--model", join(folder, "never.safetensors"), "--hidden", "8", "--epochs", "1000000"];
    let isTyped = false;
    const { stdout, code } = await onTerminal(["train", invented, ...flags], {
      watch: (text, type) => {
        if (isTyped || !text.includes(" valid. ")) return;
        isTyped = true;
        type("\u0003");
      },
    });
    expect(code).toBe(130);
    const { rows, wraps } = screenOf(stdout.replace("^C", ""), 80);
    expect(wraps).toBe(0);
    expect(rows.filter((row) => row !== "").at(-1)).toBe("katze: stopped by SIGINT; go on with --resume");
  });
});

describe("where the output is no terminal", () => {
  it("nothing is coloured, and there is no bar but plain lines", async () => {
    const path = join(folder, "plain.safetensors");
    const flags = ["--model", path, "--epochs", "100"];
    for (const { stdout, stderr } of [
      await katze(["train", cats, ...flags]),
      await katze(["predict", "--model", path, "katze", "ß"]),
      await katze(["evaluate", cats, "--model", path]),
      await katze(["--help"]),
    ]) {
      expect(stdout + stderr).toMatch(/^(?:[^\p{Cc}█░]|\n)+$/u);
    }
  });

  it("a training tells of some twenty epochs, of the first and the last", async () => {
    const { stderr } = await katze(["train", cats, "--model", join(folder, "plain.safetensors"), "--epochs", "100"]);
    const epochs = linesOf(stderr).flatMap((line) => /^epoch (\d+)\/100 {2}loss /u.exec(line)?.[1] ?? []);
    expect(epochs).toEqual(["1", ...Array.from({ length: 20 }, (_, i) => `${5 * i + 5}`)]);
  });
});
