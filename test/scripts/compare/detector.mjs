// A detector that knows a word's language by its --database: that of its first letter there, none for others.
import { serve, wordByWord } from "../../../scripts/peers/peer.mjs";

const labels = { de: "German", en: "English", fr: "French" };
const languages = {
  small: { c: "en" },
  large: { c: "en", k: "de", é: "fr" },
  same: { c: "en", k: "de", é: "fr" },
};

await serve({
  labels,
  about: ({ database }) => ({ version: "detector 1.0", modelBytes: Object.keys(languages[database]).length }),
  load: (_, { database }) => wordByWord((word) => languages[database]?.[word[0]]),
});
