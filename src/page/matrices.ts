import { wordPaths } from "../charts/paths.js";
import { spectrumPlane } from "../charts/spectrum.js";
import type { Make } from "../report/element.js";
import { figure } from "../report/figure.js";
import { facts, memoryFigure, spectrumFigure } from "../report/model-section.js";
import { buttonRow, slider } from "./controls.js";
import type { Look } from "./look.js";
import { trainedLesson, turningLesson } from "./matrix-lesson.js";
import { pathsOf, type Turning } from "./turning.js";

/** The part where W stands in the multiplier's place: first of two numbers, then the network's own. */
export interface Matrices {
  show(look: Look): void;
}

export function makeMatrices(make: Make, section: HTMLElement): Matrices {
  const equation = make("p", { class: "equation large" });
  const lesson = make("p", { id: "matrix-lesson", role: "status" });
  const pictures = make("div", { class: "pictures" });
  const trained = make("div", {});
  const draw = (): void => {
    const w: Turning = { stretch: stretch.value(), turn: turn.value() };
    const words = pathsOf(w, ["cat", "act"]);
    const [cat, act] = words.map(({ path }) => path.at(-1));
    const distance = Math.hypot((cat?.x ?? 0) - (act?.x ?? 0), (cat?.y ?? 0) - (act?.y ?? 0));
    equation.textContent = "h_t = W·h_{t-1} + U[x_t]";
    lesson.textContent = turningLesson(w, distance);
    const sentence =
      "Both ways begin at 0 in the middle. At each letter W turns and stretches h, then the letter’s arrow is added: a points up, c to the right, t down to the right. The lines of the grid are 1 apart.";
    const angle = (w.turn / 180) * Math.PI;
    const eigenvalues = [1, -1].map((sign) => ({
      re: w.stretch * Math.cos(angle),
      im: sign * w.stretch * Math.sin(angle),
      modulus: w.stretch,
    }));
    const dots = `W as two dots, its eigenvalues: as far from the middle as it stretches, as far around as it turns. On the dashed circle nothing fades; within it earlier letters fade, beyond it they grow.`;
    pictures.replaceChildren(
      figure(make, {
        title: "cat and act, where h is two numbers",
        sentence,
        picture: wordPaths(document, {
          id: "paths",
          title: "The ways of cat and act in the plane",
          description: `${sentence} They end ${distance.toFixed(2)} apart.`,
          words,
        }),
      }),
      figure(make, {
        title: "W in the unit circle",
        sentence: dots,
        picture: spectrumPlane(document, {
          id: "turning",
          title: "Where W’s two eigenvalues stand",
          description: dots,
          eigenvalues,
        }),
      }),
    );
  };
  const stretch = slider(make, {
    id: "stretch",
    label: "W stretches h",
    min: 0,
    max: 2,
    step: 0.05,
    value: 1,
    format: (times) => `${Number(times.toFixed(2))} times`,
    move: () => draw(),
  });
  const turn = slider(make, {
    id: "turn",
    label: "W turns h",
    min: 0,
    max: 180,
    step: 5,
    value: 0,
    format: (degrees) => `by ${degrees}°`,
    move: () => draw(),
  });
  section.append(
    make("h2", { id: "matrices-title" }, "What W has to do with it"),
    make(
      "p",
      {},
      "One number can only grow or shrink: times 2 at each letter, and thirty letters later the first one counts a billion times. So the network keeps a list of numbers, and W, a table of numbers, stands in the 2’s place. W can do what the 2 did, and it can also turn the list, which tells places apart without growing. Each letter brings a list of its own, U[x], in place of its number. Try it with lists of two numbers, which can be drawn.",
    ),
    make(
      "div",
      { class: "controls" },
      stretch.element,
      turn.element,
      buttonRow(make, "W to try", [
        { text: "a plain sum", press: () => set(1, 0) },
        { text: "times 2", press: () => set(2, 0) },
        { text: "turn alone", press: () => set(1, 60) },
        { text: "turn and fade", press: () => set(0.7, 60) },
      ]),
    ),
    equation,
    lesson,
    pictures,
    make("h3", { class: "large" }, "The W of the network above"),
    trained,
  );
  const set = (times: number, degrees: number): void => {
    stretch.set(times);
    turn.set(degrees);
  };
  draw();
  return {
    show: ({ findings }) => {
      if (!findings || findings === "failed") {
        const why = findings ? "It could not be measured; the first part of the page tells why." : "Measuring …";
        trained.replaceChildren(make("p", { class: "quiet" }, why));
        return;
      }
      const figures = [spectrumFigure(document, findings), memoryFigure(document, findings)];
      trained.replaceChildren(
        make("p", {}, trainedLesson(findings)),
        make("div", { class: "pictures" }, ...figures.flatMap((one) => (one ? [figure(make, one)] : []))),
        make("details", {}, make("summary", {}, "More of the network"), facts(make, findings)),
      );
    },
  };
}
