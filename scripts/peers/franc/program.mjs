// franc, among three languages only, which makes it faster.
import { franc } from "franc";
import { installed, serve, wordByWord } from "../peer.mjs";

const labels = { eng: "English", fra: "French", deu: "German" };
const options = { minLength: 1, only: Object.keys(labels) };

await serve({
  labels,
  about: () => installed(import.meta.url, "franc", "data.js"),
  load: () => wordByWord((word) => franc(word, options)),
});
