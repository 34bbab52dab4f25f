// lande, which knows fifty languages and has no way to ask for fewer: the probabilities of three count, made to sum to 1.
import lande from "lande";
import { installed, serve, wordByWord } from "../peer.mjs";

const labels = { eng: "English", fra: "French", deu: "German" };
const among = (word) => lande(word).filter(([code]) => code in labels);

await serve({
  labels,
  about: () => installed(import.meta.url, "lande", "standalone/t50-options.js"),
  load: () => wordByWord((word) => among(word)[0][0]),
  probabilities: (word) => {
    const found = Object.fromEntries(among(word));
    const sum = Object.values(found).reduce((all, one) => all + one, 0);
    return Object.keys(labels).map((code) => found[code] / sum);
  },
});
