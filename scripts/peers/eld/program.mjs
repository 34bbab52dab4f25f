// eld, with one of its databases, large, medium, small or extrasmall, and among three languages only, which makes it faster.
import { installed, serve, wordByWord } from "../peer.mjs";

const labels = { en: "English", fr: "French", de: "German" };

await serve({
  labels,
  about: ({ database }) => installed(import.meta.url, "eld", `src/ngrams/${database}.js`),
  load: async (_, { database }) => {
    const { eld } = await import(`eld/${database}`);
    eld.setLanguageSubset(Object.keys(labels));
    return wordByWord((word) => eld.detect(word).language);
  },
});
