import { printable } from "../quote.js";

/** The end mark, where letters stand alone. */
export const endMark = "¶";

/** A letter as it can be shown alone: a mark on a dotted circle, a space as what it is, hidden ones escaped. */
export const letter = (character: string | undefined): string => {
  if (character === undefined) return endMark;
  if (character === " ") return "␣";
  return /^\p{M}/u.test(character) ? `◌${character}` : printable(character);
};
