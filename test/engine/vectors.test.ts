import { describe, expect, it } from "vitest";
import { createThreadedEngine } from "../../src/engine/wasm/threads.js";
import { joinVectors } from "../../src/engine/wasm/vectors.js";
import { canJoin } from "../can-join.js";
import { engineSuite } from "./suite.js";

it("vectors are joined where Node can", () => expect(joinVectors()).toBe(canJoin));

if (canJoin) engineSuite("wasm, vectors joined", (shape) => createThreadedEngine(shape, 1));
else describe.skip("the wasm engine with vectors joined: this needs Node 24 on x64", () => it("is there", () => {}));
