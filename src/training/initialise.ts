import { Random } from "../corpus/random.js";
import type { Shape } from "../engine/engine.js";
import { outputsOf } from "../engine/shape.js";
import { expandW } from "../model/groups.js";
import type { Parameters } from "../model/model.js";
import { partsOf, rungOf } from "../recurrence/ladder.js";

/** Where a learned multiplier starts: below 1, where h stays bounded however long the word; above, first letters of long words drown all others, and training stays where they do. */
const startOfMultiple = 0.5;

/**
 * The parameters that training starts from: W uniform in ±1/√(H/N) and 0 between the N groups of h, U in ±inputRange, V in ±1/√H, c zero; what the rung fixes is as
 * the rung says. Where h is one number V starts at zero: there are no numbers of h to tell apart, and a multiplier is
 * first moved by a head that has seen words. Gates start as the rest does, half open: on data/words.csv an update gate that
 * starts around σ(1), to remember more at first, learns more slowly and ends no better.
 */
export function initialise(shape: Shape, key: number, inputRange = 1): Parameters {
  const { A, H, groups = 1 } = shape;
  const O = outputsOf(shape);
  const rung = rungOf(shape.rung);
  const random = new Random(key);
  const uniform = (length: number, range: number): Float32Array =>
    Float32Array.from({ length }, () => random.uniform() * range);
  const G = partsOf(shape.rung);
  const multiple = rung.W === "multiple" ? startOfMultiple : rung.W;
  const W =
    typeof multiple === "number"
      ? Float32Array.from({ length: H * H }, (_, i) => (i % (H + 1) === 0 ? multiple : 0))
      : expandW(uniform((G * H * H) / groups, 1 / Math.sqrt(H / groups)), H, groups);
  const U =
    rung.U === "index"
      ? Float32Array.from({ length: A * H }, (_, i) => Math.floor(i / H))
      : uniform(A * G * H, inputRange);
  const V = rung.h === "number" ? new Float32Array(O * H) : uniform(O * H, 1 / Math.sqrt(H));
  return { W, U, V, c: new Float32Array(O) };
}
