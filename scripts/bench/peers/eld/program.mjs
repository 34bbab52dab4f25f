// eld, with its large database and among three languages only: both make it faster.
import { eld } from "eld/large";
import { installed, serve, wordByWord } from "../peer.mjs";

await serve({
  about: () => installed(import.meta.url, "eld", "src/ngrams/large.js"),
  load: () => {
    eld.setLanguageSubset(["en", "fr", "de"]);
    return wordByWord((word) => eld.detect(word).language);
  },
});
