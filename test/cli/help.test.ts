import { describe, expect, it } from "vitest";
import { katze, linesOf } from "./katze.js";

const page = (name: string): string => `help/${name}.txt`;
const commands = ["train", "predict", "evaluate", "inspect", "ladder", "export"] as const;

/** The flags of a help page that take a value. */
const takeValue = (help: string): string[] =>
  help
    .slice(help.indexOf("Options:"))
    .split(/\n(?= {2,6}(?:-h, )?--)/u)
    .flatMap((option) => (/\[(?:string|number|choices)/u.test(option) ? (/--[a-z-]+/u.exec(option)?.[0] ?? []) : []));

describe("--help", () => {
  it("of katze lists its commands", async () => {
    const { code, stdout, stderr } = await katze(["--help"]);
    await expect(stdout).toMatchFileSnapshot(page("katze"));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  it.each(commands)("of %s says what it takes", async (name) => {
    const { code, stdout, stderr } = await katze([name, "--help"]);
    await expect(stdout).toMatchFileSnapshot(page(name));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it.each([
    ["eval", "evaluate"],
    ["-h", "katze"],
  ])("%s is another name for the same", async (name, same) => {
    const { stdout } = await katze(name === "-h" ? ["-h"] : [name, "-h"]);
    await expect(stdout).toMatchFileSnapshot(page(same));
  });
});

describe("a flag without its value is refused", () => {
  it.each(commands)("by %s", async (name) => {
    const flags = takeValue((await katze([name, "--help"])).stdout);
    expect(flags.length).toBeGreaterThan(3);
    for (const flag of flags) {
      const { code, stdout, stderr } = await katze([name, flag]);
      expect({ code, stdout }, flag).toEqual({ code: 2, stdout: "" });
      expect(linesOf(stderr), flag).toEqual([
        `katze: Not enough arguments following: ${flag.slice(2)} (see katze --help)`,
      ]);
    }
  });
});
