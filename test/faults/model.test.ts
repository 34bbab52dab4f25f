import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, it } from "vitest";
import { fails } from "../cli/fails.js";
import { catModel, file, folder } from "../cli/katze.js";
import { assemble, seal, takeApart } from "../model/samples.js";

let whole = Buffer.alloc(0);
beforeAll(async () => {
  whole = readFileSync(await catModel());
});

const flipped = (at: number): Buffer => {
  const bytes = Buffer.from(whole);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
};

/** The model with its header's text changed, or its numbers, its checksum right. */
function forged(change: (header: string) => string, numbers?: (data: Uint8Array) => void): Uint8Array {
  const { header, data } = takeApart(new Uint8Array(whole));
  numbers?.(data);
  return seal(assemble(change(header), data));
}

const replaced = (text: string | RegExp, by: string): Uint8Array =>
  forged((header) => {
    const changed = header.replace(text, by);
    if (changed === header) throw new Error(`no ${text} in the header`);
    return changed;
  });

/** The model with the first number of V, behind W and U, set to something else. */
const withNumber = (number: number): Uint8Array => {
  const begin = /"V":\{"dtype":"F32","shape":\[[\d,]+\],"data_offsets":\[(\d+)/u.exec(
    takeApart(new Uint8Array(whole)).header,
  )?.[1];
  const place = (data: Uint8Array) =>
    new DataView(data.buffer, data.byteOffset).setFloat32(Number(begin), number, true);
  return forged((header) => header, place);
};

const headerOf = (bytes: number): Buffer => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(bytes));
  return Buffer.concat([length, whole.subarray(8)]);
};
const shapeOfW = /"shape":\[\d+,\d+\]/u;
const metadata = '"format":"katze"';

describe("a bad model is refused", () => {
  it.each<[string, () => string | Uint8Array, RegExp]>([
    ["M1: one byte short", () => whole.subarray(0, -1), /tensor "c" is cut off, 1 bytes are missing/u],
    ["M1: four bytes short", () => whole.subarray(0, -4), /tensor "c" is cut off, 4 bytes are missing/u],
    ["M1: half its bytes short", () => whole.subarray(0, whole.length / 2), /is cut off/u],
    ["M1: empty", () => "", /the file is no model: it has 0 bytes only/u],
    ["M1: a text", () => "word,language\ncat,English\n", /header/u],
    ["M2: a byte after its end", () => Buffer.concat([whole, Buffer.alloc(1)]), /1 bytes follow the last tensor/u],
    ["M3: NaN in a parameter", () => withNumber(Number.NaN), /tensor "V" holds NaN/u],
    ["M3: infinity in a parameter", () => withNumber(-Infinity), /tensor "V" holds -Infinity/u],
    ["M4: a bit of a parameter flipped", () => flipped(whole.length - 6), /checksum does not match/u],
    ["M4: a bit of the header flipped", () => flipped(400), /checksum does not match|header|metadata/u],
    ["M5: a shape too small", () => replaced(shapeOfW, '"shape":[1,1]'), /needs 4/u],
    ["M5: a shape below 0", () => replaced(shapeOfW, '"shape":[-1,4]'), /no list of whole numbers from 0/u],
    ["M5: a shape of fractions", () => replaced(shapeOfW, '"shape":[0.5,4]'), /no list of whole numbers from 0/u],
    ["M5: a shape of 10⁹ by 10⁹", () => replaced(shapeOfW, '"shape":[1000000000,1000000000]'), /more numbers than/u],
    ["M6: an unknown format", () => replaced(metadata, '"format":"pt"'), /"pt", known is "katze"/u],
    ["M6: an unknown version", () => replaced('"version":"1"', '"version":"9"'), /version is "9", known is "1"/u],
    ["M6: an unknown rung", () => replaced('"rung":"rnn"', '"rung":"lstm"'), /"lstm", known are sum, .*rnn/u],
    ["M6: an unknown dtype", () => replaced('"F32"', '"F64"'), /dtype "F64", known is "F32" or "F16"/u],
    ["M7: a header of 2^63 bytes", () => headerOf(2 ** 63), /9223372036854775808 bytes long, over 16 MiB/u],
    ["M7: a header above 16 MiB", () => headerOf(2 ** 24 + 8), /16777224 bytes long, over 16 MiB/u],
    [
      "M7: a header that is no UTF-8",
      () => {
        const bytes = Buffer.from(replaced(metadata, '"format":"k@tze"'));
        bytes.writeUInt8(0xff, bytes.indexOf("@"));
        return bytes;
      },
      /not valid UTF-8/u,
    ],
    [
      "M7: a deeply nested header",
      () => replaced(metadata, `"format":${"[".repeat(1e5)}${"]".repeat(1e5)}`),
      /nested/u,
    ],
    ["M7: a key twice", () => replaced(metadata, `${metadata},${metadata}`), /gives a key twice/u],
    ["M7: __proto__", () => replaced(metadata, `${metadata},"__proto__":"polluted"`), /metadata has/u],
    ["M7: 1e400", () => replaced(shapeOfW, '"shape":[1e400,1]'), /a number out of range/u],
    ["M8: tensors that overlap", () => replaced(/("c":.*\[)(\d+),/u, "$10,"), /bytes where shape|overlaps/u],
    ["M8: a hole between tensors", () => forged(shifted, undefined), /leaves a hole of 4 bytes/u],
    ["M9: a character too many", () => replaced('"alphabet":"', '"alphabet":"!'), /tensor "U" is .*characters/u],
    ["M9: a label too many", () => replaced('"labels":"[', '"labels":"[\\"Abc\\",'), /tensor "V" is .*4 labels/u],
  ])("%s", async (name, content, message) => {
    const path = file(`${name.replace(/[^\w-]/gu, "-")}.safetensors`, content());
    await fails(["predict", "--model", path, "--json", "katze"], 4, message);
  });

  it("M1: a directory, or missing", async () => {
    await fails(["predict", "--model", folder, "katze"], 5, /it is a folder/u);
    await fails(["predict", "--model", join(folder, "none"), "katze"], 5, /no such file or folder/u);
  });
});

/** Moves the last tensor four bytes on. */
const shifted = (header: string): string =>
  header.replace(/("c":.*\[)(\d+),(\d+)\]/u, (_, start, from, to) => `${start}${Number(from) + 4},${Number(to) + 4}]`);
