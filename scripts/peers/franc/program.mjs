// franc, among three languages only, which makes it faster.
import { franc } from "franc";
import { installed, serve, wordByWord } from "../peer.mjs";

const options = { minLength: 1, only: ["eng", "fra", "deu"] };

await serve({
  about: () => installed(import.meta.url, "franc", "data.js"),
  load: () => wordByWord((word) => franc(word, options)),
});
