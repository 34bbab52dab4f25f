import { execFile, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { catModel, cats, environment, file, folder, katze, linesOf, outcomeOf, program, start } from "./katze.js";
import { predictionsOf } from "./schemas.js";

let model = "";
beforeAll(async () => {
  model = await catModel();
});

/** `katze … | reader` in a shell; standard error has katze's own and then its exit code. */
const piped = (args: readonly string[], reader: string, input = "/dev/null") =>
  promisify(execFile)("sh", ["-c", `{ "$@"; echo "exit code $?" >&2; } <'${input}' | ${reader}`, "sh", ...args], {
    cwd: folder,
    env: environment(),
  });

describe("a reader that has seen enough", () => {
  it("P2: ends predict quietly", async () => {
    const input = file("many.txt", "katze\n".repeat(200_000));
    const { stdout, stderr } = await piped(
      [process.execPath, program, "predict", "--model", model],
      "head -n 1",
      input,
    );
    expect(stdout).toMatch(/^katze +German \d\d\.\d %\n$/u);
    expect(stderr).toBe("exit code 0\n");
  });

  it("does not end a training, which has a model to write", async () => {
    const path = `${folder}/unread.safetensors`;
    const args = ["train", cats, "--model", path, "--json"];
    const { stdout, stderr } = await piped([process.execPath, program, ...args], "head -n 1");
    expect(linesOf(stdout)).toEqual([expect.stringContaining('"event":"start"')]);
    expect(stderr).toMatch(/exit code 0\n$/u);
    expect(await katze(["predict", "--model", path, "katze"])).toMatchObject({ code: 0 });
  });
});

describe("a reader of both outputs that has seen enough", () => {
  it("does not end a training", async () => {
    const path = `${folder}/untold.safetensors`;
    const command = [process.execPath, program, "train", cats, "--model", path];
    const options = { cwd: folder, env: environment() };
    await promisify(execFile)("sh", ["-c", '"$@" 2>&1 | head -n 1', "sh", ...command], options);
    expect(await katze(["predict", "--model", path, "katze"])).toMatchObject({ code: 0 });
  });
});

/** Feeds lines to predict, reads its answers slowly, and gives them with the largest memory that it took, in MB. */
async function read(model: string, lines: number, lineOf: (i: number) => string) {
  const tell = "data:text/javascript,process.on('exit',()=>console.error(process.resourceUsage().maxRSS))";
  const child = start(["predict", "--model", model, "--json"], { nodeArguments: ["--import", tell] });
  let memory = "";
  child.stderr.on("data", (chunk: Buffer) => {
    memory += chunk;
  });
  const closed = new Promise((resolve) => child.once("close", resolve));
  const feed = async (): Promise<void> => {
    for (let i = 0; i < lines; i += 1000) {
      const block = Array.from({ length: Math.min(1000, lines - i) }, (_, j) => `${lineOf(i + j)}\n`).join("");
      if (!child.stdin.write(block)) await new Promise((resolve) => child.stdin.once("drain", resolve));
    }
    child.stdin.end();
  };
  const fed = feed();
  let printed = 0;
  let rest = "";
  let next = 0;
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    printed += String(chunk).length;
    const complete = (rest + chunk).split("\n");
    rest = complete.pop() ?? "";
    for (const line of complete) {
      if (!line.startsWith(`{"word":"${lineOf(next)}",`)) throw new Error(`line ${next} is ${line}`);
      next++;
    }
    await sleep(1);
  }
  await Promise.all([fed, closed]);
  return { answers: next, printed, memory: Number(memory) / 1024 };
}

describe("P3: 200,000 lines to a slow reader", () => {
  it.each([5003, 200_000])("come back in order, in memory that does not grow with them, of %i words", async (words) => {
    // Long labels make long answers to short words.
    const [one, other] = ["A".repeat(250), "B".repeat(250)];
    const path = `${folder}/long-labels.safetensors`;
    const csv = file("long-labels.csv", `word,language\ncat,${one}\nkatze,${other}\n`);
    expect(await katze(["train", csv, "--model", path])).toMatchObject({ code: 0 });

    const few = await read(path, 40_000, (i) => `katze${i % words}`);
    const many = await read(path, 200_000, (i) => `katze${i % words}`);
    expect([few.answers, many.answers]).toEqual([40_000, 200_000]);
    expect(many.printed).toBeGreaterThan(150_000_000);
    expect(many.memory - few.memory).toBeLessThan(64);
  });
});

describe("lines that are cut between reads", () => {
  it("are whole again, characters of several bytes too", async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `${i} Kätzchen 🐈 ${"ß".repeat(i % 7)}`);
    const outcome = await katze(["predict", "--model", model, "--json"], { input: lines.join("\r\n") });
    expect(predictionsOf(outcome).map(({ word }) => word)).toEqual(lines);
  });
});

describe("input that pauses", () => {
  it("is answered before it goes on, with the same bytes as in one piece", async () => {
    const child = start(["predict", "--model", model]);
    const answers = child.stdout.setEncoding("utf8")[Symbol.asyncIterator]();
    let stdout = "";
    for (const line of ["katze\n", "chat\ncat\n", "Katze"]) {
      child.stdin.write(line);
      if (line.endsWith("\n")) stdout += (await answers.next()).value;
    }
    expect(linesOf(stdout)).toHaveLength(3);
    child.stdin.end();
    for (let next = await answers.next(); !next.done; next = await answers.next()) stdout += next.value;
    const whole = await katze(["predict", "--model", model], { input: "katze\nchat\ncat\nKatze" });
    expect(stdout).toBe(whole.stdout);
  });

  it("is answered, too, where it pauses after as many lines as are answered at once", async () => {
    const child = start(["predict", "--model", model]);
    const lines = 2 ** 16;
    child.stdin.write("chat\n".repeat(lines));
    let answered = 0;
    for await (const text of child.stdout.setEncoding("utf8")) {
      answered += String(text).split("\n").length - 1;
      if (answered === lines) child.stdin.end();
    }
    expect(answered).toBe(lines);
  });

  it("is not waited for where the answers cannot be written", async () => {
    const script = `{ echo katze; sleep 300; } | { "$@" >/dev/full; echo "exit code $?" >&2; kill 0; }`;
    const command = [process.execPath, program, "predict", "--model", model];
    const child = spawn("sh", ["-c", script, "sh", ...command], { detached: true, env: environment() });
    const { stderr } = await outcomeOf(child);
    expect(stderr).toMatch(/^katze: cannot write "standard output".*\nexit code 5\n$/u);
  });
});
