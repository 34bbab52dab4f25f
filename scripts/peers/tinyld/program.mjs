// tinyld in its light build, the fastest of its three, among three languages only, which makes it faster.
import { detect } from "tinyld/light";
import { installed, serve, wordByWord } from "../peer.mjs";

const options = { only: ["en", "fr", "de"] };

await serve({
  about: () => installed(import.meta.url, "tinyld", "dist/tinyld.light.node.mjs"),
  load: () => wordByWord((word) => detect(word, options)),
});
