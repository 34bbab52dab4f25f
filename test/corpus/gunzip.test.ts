import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { gunzip } from "../../src/corpus/gunzip.js";
import { chunked, utf8 } from "./bytes.js";

const unpacked = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of gunzip(chunks, "words.csv.gz")) pieces.push(piece);
  return Buffer.concat(pieces);
};

/** Two million bytes, which gzip is told not to make less. */
const bytes = Buffer.from(Uint32Array.from({ length: 500_000 }, (_, i) => Math.imul(i, 0x9e3779b1)).buffer);
const packed = gzipSync(bytes, { level: 0 });

describe("gunzip", () => {
  it.each([1 << 10, 1 << 16, 1 << 22])("unpacks all that was packed, in chunks of %i bytes", async (size) => {
    expect((await unpacked(chunked(packed, size))).equals(bytes)).toBe(true);
  });

  it("reads little more of a file than is asked for, and lets go of it when nobody reads on", async () => {
    let [given, isClosed] = [0, false];
    const source = async function* () {
      try {
        for await (const chunk of chunked(packed, 1 << 14)) {
          given += chunk.length;
          yield chunk;
        }
      } finally {
        isClosed = true;
      }
    };
    for await (const piece of gunzip(source(), "words.csv.gz")) {
      expect(piece.length).toBeGreaterThan(0);
      for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
      break;
    }
    expect(given).toBeLessThan(packed.length / 4);
    expect(isClosed).toBe(true);
  });

  it("throws what its source throws", async () => {
    const fault = new Error("unplugged");
    const failing = async function* () {
      yield packed.subarray(0, 100);
      throw fault;
    };
    expect(await unpacked(failing()).catch((error: unknown) => error)).toBe(fault);
  });

  it("takes a source that cannot be let go of", async () => {
    const chunks = [gzipSync(utf8("katze"))];
    const source: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          const value = chunks.pop();
          return value === undefined ? { done: true, value } : { done: false, value };
        },
      }),
    };
    expect((await unpacked(source)).toString()).toBe("katze");
  });
});
