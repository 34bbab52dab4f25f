import type { Model } from "../model/model.js";
import { trace } from "../recurrence/trace.js";

/** A W for lists of two numbers: turned by so many degrees, then stretched. */
export interface Turning {
  readonly stretch: number;
  readonly turn: number;
}

/** The letters' rows of U: a up, c to the right, t down to the right. */
const arrows = { a: [0, 1], c: [1, 0], t: [0.8, -0.8] } as const;

/** A linear network of two numbers with that W, to be traced as any other. */
const networkOf = ({ stretch, turn }: Turning): Model => {
  const angle = (turn / 180) * Math.PI;
  const [cos, sin] = [stretch * Math.cos(angle), stretch * Math.sin(angle)];
  return {
    rung: "linear",
    hidden: 2,
    groups: 1,
    precision: "f32",
    alphabet: Object.keys(arrows),
    labels: ["none", "needed"],
    reading: { keepCase: false, endMark: false },
    parameters: {
      W: Float32Array.of(cos, -sin, sin, cos),
      U: Float32Array.of(...Object.values(arrows).flat(), 0, 0),
      V: new Float32Array(4),
      c: new Float32Array(2),
    },
    training: {},
    data: "",
  };
};

/** h_0 … h_m of words of a, c and t. */
export function pathsOf(turning: Turning, words: readonly string[]) {
  const network = networkOf(turning);
  return words.map((word) => {
    const { start, steps } = trace(network, word);
    const path = [{ ...start, character: "0" }, ...steps].map(({ hidden, character }) => ({
      x: hidden[0] ?? 0,
      y: hidden[1] ?? 0,
      text: character ?? "",
    }));
    return { word, path };
  });
}
