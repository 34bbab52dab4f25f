import { classWeights } from "../corpus/weights.js";
import { ladder, rungOf } from "../recurrence/ladder.js";
import type { Make } from "../report/element.js";
import type { GivenSettings } from "../training/settings.js";
import { field } from "./controls.js";
import type { Csv } from "./csv.js";

/** Settings and columns as a form; what is left empty is as on the command line. */
export interface SettingsForm {
  readonly element: HTMLElement;
  settings(): GivenSettings;
  columns(): NonNullable<Csv["options"]>;
}

/** @param onColumns told when the CSV is to be read otherwise */
export function makeSettingsForm(make: Make, onColumns: () => void): SettingsForm {
  const input = (flag: string, type: string, placeholder = ""): HTMLInputElement => {
    const element = document.createElement("input");
    element.id = flag;
    element.type = type;
    if (type === "number") element.step = "any";
    element.placeholder = placeholder;
    return element;
  };
  const rung = document.createElement("select");
  rung.id = "rung";
  for (const { name, adds } of ladder) rung.append(make("option", { value: name }, `${name}: ${adds}`));
  rung.value = "rnn";
  const weights = document.createElement("select");
  weights.id = "class-weights";
  weights.append(...classWeights.map((name) => make("option", { value: name }, name)));
  const numbers = {
    hidden: input("hidden", "number", "by the data"),
    epochs: input("epochs", "number", "by the data"),
    batch: input("batch", "number", "by the data"),
    learningRate: input("learning-rate", "number", "by the rung"),
    seed: input("seed", "number", "1"),
  };
  const columns = {
    wordColumn: input("word-column", "text", "word"),
    labelColumn: input("label-column", "text", "language"),
    countColumn: input("count-column", "text", "count, if any"),
  };
  const checks = { skipBadRows: input("skip-bad-rows", "checkbox"), keepCase: input("keep-case", "checkbox") };
  rung.addEventListener("change", () => {
    numbers.hidden.disabled = rungOf(chosen()).h === "number";
  });
  for (const control of [...Object.values(columns), ...Object.values(checks)])
    control.addEventListener("change", onColumns);

  const chosen = () => ladder.find(({ name }) => name === rung.value)?.name ?? "rnn";
  /** What is no number is refused as one, not taken for empty. */
  const number = ({ value, validity, disabled }: HTMLInputElement): number | undefined => {
    if (disabled) return undefined;
    if (validity.badInput) return Number.NaN;
    return value === "" ? undefined : Number(value);
  };
  const text = ({ value }: HTMLInputElement): string | undefined => (value === "" ? undefined : value);
  const check = (label: string, control: HTMLInputElement): HTMLElement =>
    make("div", { class: "check" }, control, make("label", { for: control.id }, label));
  const element = make(
    "details",
    { id: "settings" },
    make("summary", {}, "Settings and columns"),
    make(
      "p",
      { class: "quiet" },
      "Names are those of the command line’s flags; what is left empty is decided as there.",
    ),
    make(
      "div",
      { class: "controls grid" },
      field(make, "rung", rung),
      field(make, "hidden", numbers.hidden, "numbers in h"),
      field(make, "epochs", numbers.epochs, "passes over the words"),
      field(make, "batch", numbers.batch, "words a step"),
      field(make, "learning-rate", numbers.learningRate),
      field(make, "seed", numbers.seed),
      field(make, "class-weights", weights, "balanced: rare labels weigh more"),
      field(make, "word-column", columns.wordColumn),
      field(make, "label-column", columns.labelColumn),
      field(make, "count-column", columns.countColumn),
      check("skip-bad-rows", checks.skipBadRows),
      check("keep-case", checks.keepCase),
    ),
  );
  return {
    element,
    settings: () => ({
      rung: rung.value === "rnn" ? undefined : chosen(),
      hidden: number(numbers.hidden),
      epochs: number(numbers.epochs),
      batch: number(numbers.batch),
      learningRate: number(numbers.learningRate),
      seed: number(numbers.seed),
      classWeights: classWeights.find((name) => name === weights.value && name !== classWeights[0]),
      keepCase: checks.keepCase.checked || undefined,
    }),
    columns: () => ({
      wordColumn: text(columns.wordColumn),
      labelColumn: text(columns.labelColumn),
      countColumn: text(columns.countColumn),
      skipBadRows: checks.skipBadRows.checked || undefined,
    }),
  };
}
