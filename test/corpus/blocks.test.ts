import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, cutBlocks } from "../../src/corpus/blocks.js";

/** The blocks of a text that comes in pieces, and how many of the pieces were asked for. */
async function cut(pieces: readonly string[], longest = 100): Promise<{ blocks: Block[]; asked: number }> {
  let asked = 0;
  const texts = async function* () {
    for (const piece of pieces) {
      asked++;
      yield piece;
    }
  };
  const blocks: Block[] = [];
  for await (const block of cutBlocks(texts(), longest)) blocks.push(block);
  return { blocks, asked };
}

const plain = (text: string): Block => ({ text, isQuoted: false, isTorn: false });
const quoted = (text: string): Block => ({ text, isQuoted: true, isTorn: false });

describe("cutBlocks", () => {
  it.each<[string, string[], Block[]]>([
    ["after the last record end of each piece", ["a\nb\nc", "d\n", "e"], [plain("a\nb\n"), plain("cd\n"), plain("e")]],
    ["at a CR too", ["a\rb\rc", "d"], [plain("a\rb\r"), plain("cd")]],
    ["not within a CRLF", ["a\r", "\nb"], [plain("a\r\n"), plain("b")]],
    ["at a CR at the end, once what follows is no LF", ["a\r", "b"], [plain("a\r"), plain("b")]],
    ["not the CR that ends the text from its record", ["a\r"], [plain("a\r")]],
    ["not within quotes", ['"a\nb', 'c"\nd'], [quoted('"a\nbc"\n'), plain("d")]],
    ["at no CR within quotes", ['"a\rb', 'c"\rd'], [quoted('"a\rbc"\r'), plain("d")]],
    ["where doubled quotes pair up", ['"a""b\n"\n', "c"], [quoted('"a""b\n"\n'), plain("c")]],
    ["and tells of quotes in what is carried over", ['"a"\n"b', '"\nc\n'], [quoted('"a"\n'), quoted('"b"\nc\n')]],
    ["and tells of no quotes that went before", ['"a"\nb', "\nc"], [quoted('"a"\n'), plain("b\n"), plain("c")]],
    ["a quote never closed into the last block", ["a\n", '"b\nc\n', "d\n"], [plain("a\n"), quoted('"b\nc\nd\n')]],
    ["nothing", ["", ""], []],
  ])("cuts %s", async (_, pieces, blocks) => {
    expect(await cut(pieces)).toEqual({ blocks, asked: pieces.length });
  });

  it("tears a record that is longer than the limit, and reads no further", async () => {
    const torn = { text: "abcdef", isQuoted: false, isTorn: true };
    expect(await cut(["a\nabc", "def", "ghi"], 5)).toEqual({ blocks: [plain("a\n"), torn], asked: 2 });
    const quotedTorn = { text: '"\n\n\n\n\n', isQuoted: true, isTorn: true };
    expect(await cut(['"\n\n\n\n\n', '"'], 5)).toEqual({ blocks: [quotedTorn], asked: 1 });
  });

  it("takes a record as long as the limit, and any number of them", async () => {
    expect(await cut(["abc", "de", "\nfghij\nk"], 5)).toEqual({
      blocks: [plain("abcde\nfghij\n"), plain("k")],
      asked: 3,
    });
  });

  it("loses nothing, and ends each block but the last with a record, however the text is cut", async () => {
    const pieces = fc.array(fc.string({ unit: fc.constantFrom("a", '"', "\n", "\r", "\r\n"), maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(pieces, async (pieces) => {
        const { blocks } = await cut(pieces);
        expect(blocks.map(({ text }) => text).join("")).toBe(pieces.join(""));
        for (const { text, isQuoted } of blocks) expect(isQuoted || !text.includes('"')).toBe(true);
        blocks.slice(0, -1).forEach(({ text }, i) => {
          expect(text).toMatch(/[\r\n]$/u);
          expect(text.split('"').length % 2).toBe(1);
          expect(text.endsWith("\r") && blocks[i + 1]?.text.startsWith("\n")).toBe(false);
        });
      }),
    );
  });
});
