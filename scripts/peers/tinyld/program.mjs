// tinyld in its light build, the fastest of its three, or its --database heavy or normal; among three languages only, which
// makes it faster.
import { installed, serve, wordByWord } from "../peer.mjs";

const labels = { en: "English", fr: "French", de: "German" };
const options = { only: Object.keys(labels) };

await serve({
  labels,
  about: ({ database = "light" }) => installed(import.meta.url, "tinyld", `dist/tinyld.${database}.node.mjs`),
  load: async (_, { database = "light" }) => {
    const { detect } = await import(database === "normal" ? "tinyld" : `tinyld/${database}`);
    return wordByWord((word) => detect(word, options));
  },
});
