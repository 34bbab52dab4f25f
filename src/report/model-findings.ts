import { learnedParameters, shapeOf } from "../engine/shape.js";
import { type GateMeans, gateMeansOf } from "../inspection/gates.js";
import { type Heard, memoryOf } from "../inspection/memory.js";
import { type CharacterNeighbour, nearestCharacters } from "../inspection/neighbours.js";
import { spread } from "../inspection/reading.js";
import { type Saturation, saturationOf } from "../inspection/saturation.js";
import { type Spectrum, spectrumOf } from "../inspection/spectrum.js";
import type { Model } from "../model/model.js";
import { rungOf } from "../recurrence/ladder.js";
import type { Dictionary } from "./dictionary.js";

/** What is measured over words is measured over so many that W's numbers, which each letter reads, come to this many. */
const numbersRead = 30e6;
const [fewestRead, mostRead] = [50, 200];
const charactersListed = 3;

/** Distances that fewer words reach are left out: their mean says little. */
const fewestWords = 5;

/** What a model has learned. */
export interface ModelFindings {
  readonly model: Model;
  /** How many of its numbers training has learned. */
  readonly parameters: number;
  /** The number that h is multiplied by at each letter, on rungs that have one. */
  readonly multiplier: number | undefined;
  /** Undefined on rungs with gates. */
  readonly spectrum: Spectrum | undefined;
  /** Undefined without a dictionary, and on rungs without gates. */
  readonly gates: GateMeans | undefined;
  /** Undefined without a dictionary. */
  readonly memory: readonly Heard[] | undefined;
  /** Undefined without a dictionary, and on rungs whose f is not tanh alone. */
  readonly saturation: Saturation | undefined;
  /** Undefined on rungs whose U is the characters' numbers. */
  readonly neighbours: ReadonlyMap<string, readonly CharacterNeighbour[]> | undefined;
}

export function inspectModel(model: Model, dictionary: Dictionary | undefined): ModelFindings {
  const wordsRead = Math.floor(numbersRead / model.parameters.W.length);
  const words = dictionary && spread(dictionary.testWords, Math.max(fewestRead, Math.min(mostRead, wordsRead)));
  const most = Math.min(fewestWords, words?.length ?? 0);
  return {
    model,
    parameters: learnedParameters(shapeOf(model)),
    multiplier: multiplierOf(model),
    spectrum: spectrumOf(model),
    gates: words && gateMeansOf(model, words),
    memory: words && memoryOf(model, words).filter((heard) => heard.words >= most),
    saturation: words && saturationOf(model, words),
    neighbours: nearestCharacters(model, charactersListed),
  };
}

/** The number that h is multiplied by at each letter, or undefined where a matrix is. */
export const multiplierOf = ({ rung, parameters }: Model): number | undefined =>
  rungOf(rung).W === "matrix" ? undefined : parameters.W[0];
