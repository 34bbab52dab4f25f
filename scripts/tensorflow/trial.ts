/** Prints which TensorFlow the tfjs engine computes with here, once it has computed something; fails where there is none. */
import { loadNative } from "../../src/engine/tfjs/runtime.js";

const native = await loadNative();
if (typeof native === "string") throw new Error(native);
console.log(native.description);
