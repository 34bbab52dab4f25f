// languagedetect, which knows fifty-two languages and has no way to ask for fewer: the first of three in its list counts.
import LanguageDetect from "languagedetect";
import { installed, serve, wordByWord } from "../peer.mjs";

const detector = new LanguageDetect();
const labels = { english: "English", french: "French", german: "German" };

await serve({
  labels,
  about: () => installed(import.meta.url, "languagedetect", "data/lang.json"),
  load: () => wordByWord((word) => detector.detect(word).find(([name]) => name in labels)?.[0]),
});
