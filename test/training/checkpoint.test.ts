import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/errors.js";
import {
  changedSettings,
  decodeCheckpoint,
  describeSettings,
  encodeCheckpoint,
} from "../../src/training/checkpoint.js";
import { assemble, seal, takeApart } from "../model/samples.js";
import { stateAfter } from "./states.js";

const name = "words.checkpoint.safetensors";
const settings = describeSettings({ seed: 1, rung: "rnn", keepCase: false });
const data = "d".repeat(64);
const file = await encodeCheckpoint({ state: stateAfter(2), settings, data });

async function refused(bytes: Uint8Array, saying: RegExp): Promise<void> {
  const error = await decodeCheckpoint(bytes, name).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ModelError);
  expect(String(error)).toMatch(saying);
}

/** The file with some of its metadata changed, its checksum right. */
function changed(metadata: Readonly<Record<string, string>>): Uint8Array {
  const { header, data } = takeApart(file);
  const { __metadata__, ...tensors } = JSON.parse(header);
  return seal(assemble({ __metadata__: { ...__metadata__, ...metadata }, ...tensors }, data));
}

describe("a checkpoint", () => {
  it.each([0, 7])("is read as it was written, after %i epochs", async (epoch) => {
    const checkpoint = { state: stateAfter(epoch), settings, data };
    expect(await decodeCheckpoint(await encodeCheckpoint(checkpoint), name)).toStrictEqual(checkpoint);
  });

  it("is refused with any one of its bytes changed, or cut off", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const damaged = new Uint8Array(file);
        damaged[at] = (damaged[at] ?? 0) ^ by;
        await refused(damaged, /^ModelError: "words\.checkpoint\.safetensors": /);
        await refused(file.subarray(0, at), /^ModelError: /);
      }),
    );
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ["of another format", { format: "katze" }, /it is no checkpoint of this katze/],
    ["whose position is no JSON", { position: "{" }, /its position lacks bestLoss/],
    ["whose position is a list", { position: "[]" }, /its position lacks bestLoss/],
    ["whose position is nested", { position: '{"epoch":{}}' }, /its position lacks bestLoss/],
    ["without a number", { position: '{"epoch":1}' }, /its position lacks bestLoss/],
  ])("is refused %s, though its checksum is right", (_, metadata, saying) => refused(changed(metadata), saying));

  it.each([-1, 0.5, 1e300, 2 ** 31 + 1])(
    "is refused that stands at %d moments, which nobody can count",
    async (steps) => {
      const state = stateAfter(1);
      const odd = await encodeCheckpoint({ state: { ...state, moments: { ...state.moments, steps } }, settings, data });
      await refused(odd, /its moments is .*, no whole number from 0 to 2147483648/);
    },
  );

  it("is refused with more setbacks than there can be", async () => {
    await refused(
      await encodeCheckpoint({ state: { ...stateAfter(1), setbacks: 4 }, settings, data }),
      /setbacks is 4/,
    );
  });

  it("is read with the most steps and setbacks that there can be", async () => {
    const state = stateAfter(1);
    const most = { ...state, epoch: 2 ** 31, moments: { ...state.moments, steps: 2 ** 31 }, setbacks: 3 };
    const { state: read } = await decodeCheckpoint(await encodeCheckpoint({ state: most, settings, data }), name);
    expect(read).toStrictEqual(most);
  });

  it("is read without settings and data as one of no settings and no data, which no training has", async () => {
    const { header, data: numbers } = takeApart(file);
    const { __metadata__, ...tensors } = JSON.parse(header);
    const { checksum, format, position } = __metadata__;
    const read = await decodeCheckpoint(
      seal(assemble({ __metadata__: { checksum, format, position }, ...tensors }, numbers)),
      name,
    );
    expect(read).toStrictEqual({ state: stateAfter(2), settings: "", data: "" });
  });

  it("is refused with sets of parameters that differ in size, or lack one", async () => {
    const state = stateAfter(1);
    const last = { ...state.last, U: new Float32Array(7) };
    await refused(
      await encodeCheckpoint({ state: { ...state, last }, settings, data }),
      /its tensor last\.U has another/,
    );
    const { header, data: numbers } = takeApart(file);
    await refused(seal(assemble(header.replace('"last.c"', '"last.d"'), numbers)), /it lacks the tensor last\.c/);
    await refused(seal(assemble(header.replace('"now.c"', '"now.d"'), numbers)), /it lacks the tensor now\.c/);
  });
});

describe("settings of two trainings", () => {
  it("are equal whatever their order", () => {
    const text = '{"keepCase":false,"rung":"rnn","seed":1}';
    expect(describeSettings({ keepCase: false, rung: "rnn", seed: 1 })).toBe(text);
    expect(describeSettings({ seed: 1, rung: "rnn", keepCase: false })).toBe(text);
  });

  it("are told apart by name and value, what is missing too", () => {
    const other = describeSettings({ seed: 2, rung: "rnn", endMark: true });
    const told = "seed was 1 and is 2 now, endMark was undefined and is true now";
    const all = changedSettings(settings, other).split(", ").sort();
    expect(all).toEqual([...told.split(", "), "keepCase was false and is undefined now"].sort());
  });

  it("are other ones where they cannot be read", () => {
    for (const text of ["", "{", "[]", '{"a":{}}', '{"a":1,"a":2}']) {
      expect(changedSettings(text, settings)).toBe("its settings are others");
    }
  });
});
