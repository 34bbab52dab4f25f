/** Words as they are read to be labelled: in blocks, from a CSV or from standard input. */

import { Readable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Block, wordsOfCsv, wordsOfInput } from "../../src/cli/words.js";
import { DataError, UsageError } from "../../src/errors.js";
import { fakeStream } from "./fake-stream.js";
import { file } from "./katze.js";

/** Stands in for standard input until the test ends. */
function fakeInput(chunks: Iterable<string> | AsyncIterable<string>, isTTY = false): Readable {
  async function* bytes(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) yield Buffer.from(chunk);
  }
  const stream = Object.assign(Readable.from(bytes()), { isTTY });
  const real = Object.getOwnPropertyDescriptor(process, "stdin");
  if (!real) throw new Error("no stdin");
  Object.defineProperty(process, "stdin", { value: stream, configurable: true });
  onTestFinished(() => {
    Object.defineProperty(process, "stdin", real);
  });
  return stream;
}

/** Input that stops after its first part until it is told to go on. */
function pausing(first: string, rest: string): { input: AsyncGenerator<string>; goOn: () => void } {
  let goOn = (): void => {};
  const asked = new Promise<void>((resolve) => (goOn = resolve));
  async function* parts(): AsyncGenerator<string> {
    yield first;
    await asked;
    yield rest;
  }
  return { input: parts(), goOn };
}

/** The words of each block, but of none that a slow disk or a busy machine adds: an empty one after a full one. */
async function all(blocks: AsyncIterable<Block>): Promise<string[][]> {
  const found: string[][] = [];
  let wasFull = false;
  for await (const { words, isFull } of blocks) {
    if (words.length > 0 || !wasFull) found.push(words);
    wasFull = isFull;
  }
  return found;
}

describe("blocks", () => {
  it("have so many words, the last one what is left", async () => {
    const csv = file("five.csv", "word\na\nb\nc\nd\ne\n");
    expect(await all(wordsOfCsv(csv, 2, {}))).toEqual([["a", "b"], ["c", "d"], ["e"]]);
    expect(await all(wordsOfCsv(csv, 5, {}))).toEqual([["a", "b", "c", "d", "e"]]);
    fakeInput(["a\nb\nc\n"]);
    expect(await all(wordsOfInput(2))).toEqual([["a", "b"], ["c"]]);
  });

  it("are none where there are no words", async () => {
    expect(await all(wordsOfCsv(file("none.csv", "word\n"), 2, {}))).toEqual([]);
    fakeInput([]);
    expect(await all(wordsOfInput(2))).toEqual([]);
  });

  it("say whether they are full, so that the next one is likely there", async () => {
    fakeInput(["a\nb\nc\nd\ne\n"]);
    const isFull: boolean[] = [];
    for await (const block of wordsOfInput(2)) isFull.push(block.isFull);
    expect(isFull).toEqual([true, true, false]);
  });

  it("are followed by one without words where the input pauses after a full one", async () => {
    const { input, goOn } = pausing("a\nb\n", "c\nd\n");
    fakeInput(input);
    const blocks = wordsOfInput(2);
    expect(await blocks.next()).toEqual({ done: false, value: { words: ["a", "b"], isFull: true } });
    expect(await blocks.next()).toEqual({ done: false, value: { words: [], isFull: false } });
    goOn();
    expect(await all(blocks)).toEqual([["c", "d"]]);
  }, 3_000);

  it("of long words end at some million characters", async () => {
    fakeInput([`${"x".repeat(10_000)}\n`.repeat(250)]);
    expect((await all(wordsOfInput(1000))).map((block) => block.length)).toEqual([105, 105, 40]);
  });

  it("are answered where the input pauses", async () => {
    const { input, goOn } = pausing("a\nb\nc", "d\ne\n");
    fakeInput(input);
    const blocks = wordsOfInput(1000);
    expect(await blocks.next()).toEqual({ done: false, value: { words: ["a", "b"], isFull: false } });
    goOn();
    expect(await all(blocks)).toEqual([["cd", "e"]]);
  }, 3_000);

  it("are answered before the input fails", async () => {
    async function* failing(): AsyncGenerator<string> {
      yield "a\nb\n";
      await turn();
      throw new Error("the input failed");
    }
    const stdin = fakeInput(failing());
    const blocks = wordsOfInput(1000);
    expect(await blocks.next()).toEqual({ done: false, value: { words: ["a", "b"], isFull: false } });
    await expect(blocks.next()).rejects.toThrow();
    expect(stdin.destroyed).toBe(true);
  });
});

describe("standard input", () => {
  it("is not waited for on a terminal", async () => {
    fakeInput([], true);
    const words = all(wordsOfInput(10));
    await expect(words).rejects.toThrow(UsageError);
    await expect(words).rejects.toThrow("give words, --csv FILE, or words on standard input, one a line");
  });

  it("is closed when nobody asks for more", async () => {
    const stdin = fakeInput(["a\n", "b\n", "c\n"]);
    for await (const block of wordsOfInput(1)) {
      expect(block).toEqual({ words: ["a"], isFull: true });
      break;
    }
    expect(stdin.destroyed).toBe(true);
  });

  it.each([
    ["CRLF", ["a\r", "\nb\r\n"], ["a", "b"]],
    ["CR", ["a\r", "b\r"], ["a", "b"]],
    ["LF", ["a", "\n", "b"], ["a", "b"]],
    ["no line break", ["a", "b"], ["ab"]],
    ["a last empty line", ["a\n\r"], ["a", ""]],
  ])("may be cut anywhere: %s", async (_, chunks, words) => {
    fakeInput(chunks);
    expect((await all(wordsOfInput(10))).flat()).toEqual(words);
  });

  it("has lines of at most 10,000 characters", async () => {
    const most = "x".repeat(10_000);
    for (const end of ["", "\n", "\r\n", "\r"]) {
      fakeInput([`a\n${most}${end}`]);
      expect((await all(wordsOfInput(10))).flat()).toEqual(["a", most]);
      fakeInput([`a\n${most}y${end}`]);
      const tooLong = all(wordsOfInput(10));
      await expect(tooLong).rejects.toThrow(DataError);
      await expect(tooLong).rejects.toThrow("standard input:2: longer than 10000 characters; give one word a line");
    }
  });

  it("is refused before a line that is too long has ended, whatever comes", async () => {
    async function* endless(): AsyncGenerator<string> {
      yield "a\nb\n";
      for (;;) yield "x".repeat(4_000);
    }
    fakeInput(endless());
    await expect(all(wordsOfInput(10))).rejects.toThrow("standard input:3: longer than 10000 characters");
  });
});

describe("a CSV", () => {
  it("tells how many bad rows were left out, if any", async () => {
    const { read } = fakeStream("stderr");
    const csv = file("bad\u202e.csv", "id,word\n1,a\n2,\n3,b\n4\n5,c\n");
    expect((await all(wordsOfCsv(csv, 10, { skipBadRows: true }))).flat()).toEqual(["a", "b", "c"]);
    expect(read()).toBe(`katze: ${csv.replace("\u202e", "\\u{202e}")}: 2 bad rows left out\n`);
    expect(await all(wordsOfCsv(file("good.csv", "word\na\n"), 10, { skipBadRows: true }))).toEqual([["a"]]);
    expect(read()).toBe("");
  });

  it("is refused where a row is bad and none may be left out", async () => {
    const blocks = wordsOfCsv(file("blank.csv", 'word\na\nb\n""\nc\n'), 2, {});
    await expect(all(blocks)).rejects.toThrow(
      /blank\.csv:4: the row is blank; correct the row, or skip such rows \(--skip-bad-rows\)$/u,
    );
  });

  it("has words of at most so many characters", async () => {
    const csv = file("long.csv", "word\nabc\nabcd\n");
    await expect(all(wordsOfCsv(csv, 2, { maxWordLength: 3 }))).rejects.toThrow(/long\.csv:3: /u);
    expect(await all(wordsOfCsv(csv, 2, { maxWordLength: 4 }))).toEqual([["abc", "abcd"]]);
  });
});
