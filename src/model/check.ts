import { mostCharacters } from "../corpus/vocabulary.js";
import type { ModelError } from "../errors.js";
import { quote } from "../quote.js";
import { findRung, partsOf } from "../recurrence/ladder.js";
import { problemOfGroups } from "./groups.js";
import type { Model, Precision } from "./model.js";

/** A higher temperature leaves nothing of the logits; training stays far below. */
const hottest = 100;

const precisions: readonly Precision[] = ["f32", "f16"];

/** A model but for its numbers. */
export type Description = Omit<Model, "parameters">;

/** The shapes of a model's tensors in its file: W [G·H, H/N], each row without the columns of other groups, U [A, G·H], V [C, H], c [C]. */
export function shapesOf({ rung, hidden, groups, alphabet, labels, reading }: Description) {
  const G = partsOf(rung);
  const A = alphabet.length + (reading.endMark ? 2 : 1);
  const C = labels.length;
  return { W: [G * hidden, hidden / groups], U: [A, G * hidden], V: [C, hidden], c: [C] } as const;
}

/** What holds for every model, and its types do not say. Throws `refuse` of what does not hold. */
export function checkModel(model: Description, refuse: (problem: string) => ModelError): void {
  const { rung, hidden, precision, alphabet, labels, training, data } = model;
  if (!Number.isSafeInteger(hidden) || hidden < 1) throw refuse(`h has ${hidden} numbers`);
  if (findRung(rung)?.h === "number" && hidden !== 1) throw refuse(`h has ${hidden} numbers, on the rung ${rung} one`);
  const problem = problemOfGroups(model);
  if (problem !== undefined) throw refuse(problem);
  if (!precisions.includes(precision))
    throw refuse(`its precision is ${quote(String(precision))}, known are ${precisions}`);

  if (alphabet.length === 0) throw refuse("the alphabet is empty");
  if (alphabet.length > mostCharacters) {
    throw refuse(`the alphabet has ${alphabet.length} characters, at most ${mostCharacters} can be numbered`);
  }
  const odd = alphabet.find((character) => !/^\P{Surrogate}$/su.test(character));
  if (odd !== undefined) throw refuse(`the alphabet holds ${quote(odd)}, which is not one character`);
  const repeated = repeatedIn(alphabet);
  if (repeated !== undefined) throw refuse(`the alphabet holds ${quote(repeated)} twice`);

  if (labels.length < 2) throw refuse(`there must be two labels or more, there is ${labels.length}`);
  const broken = labels.find((label) => label === "" || /\p{Surrogate}/u.test(label));
  if (broken !== undefined) throw refuse(`${quote(broken)} is no label`);
  const twice = repeatedIn(labels);
  if (twice !== undefined) throw refuse(`the label ${quote(twice)} is there twice`);

  for (const [key, value] of Object.entries(training)) {
    const isLost = Object.is(value, -0);
    if (typeof value !== "number" || (Number.isFinite(value) && !isLost)) continue;
    throw refuse(`the training's ${quote(key)} is ${isLost ? "-0" : value}, which JSON cannot keep`);
  }
  const { temperature = 1 } = training;
  if (typeof temperature !== "number" || !(temperature > 0 && temperature <= hottest)) {
    throw refuse(`the training's temperature is ${quote(String(temperature))}, no number above 0 and up to ${hottest}`);
  }
  if (!/^[0-9a-f]{64}$/.test(data)) throw refuse(`the data's sha256 is ${quote(data)}`);
}

function repeatedIn(texts: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return texts.find((text) => seen.size === seen.add(text).size);
}
