import { letterBars } from "../charts/letter-bars.js";
import { printable } from "../quote.js";
import { formatSteps } from "../recurrence/exact.js";
import type { Make } from "./element.js";
import type { ExactFindings, ExactWord } from "./exact-findings.js";
import { inPlace } from "./figure.js";
import { letter } from "./letter.js";

/** A word on a rung that learns nothing, as a card of a page. */
export function exactCard(
  document: Document,
  make: Make,
  { rung }: ExactFindings,
  { word, characters, steps, encoding }: ExactWord,
  id: string,
): HTMLElement {
  const sentence = `A letter's number counts ${rung.W}^(m−t) times in h: this is each letter's share of ${short(encoding)}, in percent.`;
  const picture = (): Element =>
    letterBars(document, {
      id,
      title: `Shares of the letters of ${printable(word, 40)} in h`,
      description: sentence,
      letters: characters.map(letter),
      values: steps.map(({ x, weight }) => share(weight * BigInt(x), encoding)),
      format: (value) => `${Math.round(value)}`,
      height: 150,
    });
  return make(
    "figure",
    {},
    make("h2", {}, `${printable(word) || "an empty word"}: ${short(encoding)}`),
    make("p", { class: "steps" }, formatSteps(rung, steps).join("\n")),
    ...(steps.length > 0 ? [make("p", {}, sentence), inPlace(make, picture(), "Shares of the letters")] : []),
  );
}

/** In percent, for numbers of any length. */
const share = (part: bigint, whole: bigint): number => (whole === 0n ? 0 : Number((part * 100_000n) / whole) / 1000);

const short = (number: bigint): string => {
  const digits = `${number}`;
  return digits.length > 24 ? `${digits.slice(0, 12)}… (${digits.length} digits)` : digits;
};
