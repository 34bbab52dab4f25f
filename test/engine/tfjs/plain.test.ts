import { loadPlain } from "../../../src/engine/tfjs/runtime.js";
import { tfjsSuite } from "./suite.js";

const { tf } = await loadPlain("a test wants it");

tfjsSuite("tfjs (plain JavaScript)", () => tf, { few: true });
