import { shadeOf } from "../charts/palette.js";
import { type Confusion, mostMistaken } from "../evaluation/confusion.js";
import { grouped, percent } from "../evaluation/figures.js";
import { printable } from "../quote.js";
import type { Make } from "../report/element.js";

/** A matrix of more labels is read as a list. */
const mostInMatrix = 8;
const mostListed = 12;

/** How strong a cell's colour is at most: its figure must stay legible. */
const strongest = 0.4;

/** Words by true label (row) and answer (column), the darker the larger their share of the row. */
export function confusionTable(make: Make, confusion: Confusion): HTMLElement {
  const name = (label: string): string => printable(label, 16);
  if (confusion.labels.length > mostInMatrix) {
    const pairs = mostMistaken(confusion, mostListed).map((one) =>
      make(
        "li",
        {},
        `${name(one.truth)} taken for ${name(one.predicted)}: ${grouped(one.words)} (${percent(one.share)})`,
      ),
    );
    return make("ul", {}, ...(pairs.length > 0 ? pairs : [make("li", {}, "No mistakes.")]));
  }
  const labels = confusion.labels.map(name);
  const rows = confusion.matrix.map((row, truth) => {
    const all = row.reduce((sum, words) => sum + words, 0);
    const cells = row.map((words, predicted) => {
      const share = words / Math.max(all, 1);
      const shade = shadeOf((predicted === truth ? share : -share) * strongest);
      return make("td", { class: `shade-${shade}` }, grouped(words));
    });
    return make("tr", {}, make("th", { scope: "row" }, labels[truth] ?? ""), ...cells);
  });
  return make(
    "table",
    { class: "confusion" },
    make("caption", {}, "Rows: what a word is. Columns: what the network says. Orange is right, blue is wrong."),
    make("thead", {}, make("tr", {}, make("td", {}), ...labels.map((label) => make("th", { scope: "col" }, label)))),
    make("tbody", {}, ...rows),
  );
}
