/** Draws .github/h.svg, the README's picture: h of the shipped model over the letters of katze. `npx tsx scripts/picture.ts` */
import { parseHTML } from "linkedom";
import { heatStrip } from "../src/charts/heat-strip.js";
import { paletteCss } from "../src/charts/palette.js";
import { writeFileDurably } from "../src/files/write.js";
import { loadModel } from "../src/model/file.js";
import { trace } from "../src/recurrence/trace.js";
import { letter } from "../src/report/letter.js";
import { votesOf } from "../src/report/votes.js";

const word = "katze";
const model = await loadModel("models/words.safetensors");
const { steps } = trace(model, word);
const votes = votesOf(model, model.labels);
const order = votes.flatMap(({ numbers }) => numbers);

const { document } = parseHTML("<!doctype html><html><body></body></html>");
const picture = heatStrip(document, {
  id: "h",
  title: `h after each letter of ${word}`,
  description:
    "A column is h after that letter, a row one of its numbers, orange above 0 and blue below; rows stand under the label that they speak for when they are orange. From left to right the German rows turn orange, the others blue.",
  letters: steps.map(({ character }) => letter(character)),
  columns: steps.map(({ hidden }) => order.map((number) => hidden[number] ?? 0)),
  groups: votes.map(({ label, numbers }) => ({ name: label ?? "other", rows: numbers.length })),
  width: 480,
  height: 330,
});
const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
style.textContent = `${paletteCss("svg")}svg{color:var(--quiet)}`;
picture.prepend(style);
picture.setAttribute("xmlns", "http://www.w3.org/2000/svg");
await writeFileDurably(".github/h.svg", `${picture.outerHTML}\n`);
