import { createWasmEngine } from "../../src/engine/wasm/engine.js";
import { engineSuite } from "./suite.js";

engineSuite("wasm", createWasmEngine);
