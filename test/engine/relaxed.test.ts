import { describe, expect, it } from "vitest";
import { kernel as build } from "../../src/engine/wasm/binary-relaxed.js";
import { createRelaxedEngine } from "../../src/engine/wasm/threads.js";
import { UsageError } from "../../src/errors.js";
import { shapeFor } from "./cases.js";
import { engineSuite } from "./suite.js";

/** Whether this Node has the instructions of the relaxed build. */
const canRelax = WebAssembly.validate(Uint8Array.from(atob(build), (character) => character.charCodeAt(0)));

if (canRelax) engineSuite("wasm-relaxed", (shape) => createRelaxedEngine(shape, 1));
else
  describe.skip("the wasm-relaxed engine: this Node has no relaxed SIMD, Node 22 has", () => it("is there", () => {}));

describe.skipIf(canRelax)("without relaxed SIMD", () => {
  it("the relaxed engine says what it needs", async () => {
    const creation = createRelaxedEngine(shapeFor("rnn"), 1);
    await expect(creation).rejects.toThrow(UsageError);
    await expect(creation).rejects.toThrow(/needs Node 22/);
  });
});
