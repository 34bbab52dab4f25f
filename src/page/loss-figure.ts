import { type LossCurve, lossCurve } from "../charts/loss-curve.js";
import { labelClass } from "../charts/palette.js";
import type { Make } from "../report/element.js";
import { figure } from "../report/figure.js";

interface Losses extends Pick<LossCurve, "training" | "validation" | "epochs"> {
  /** Whether the loss that training lessens has other parts than the words' own. */
  readonly isMore: boolean;
  /** Whether there are no validation words but the training words. */
  readonly isWhole: boolean;
}

/** The losses of a training so far, and what they mean. */
export function lossFigure(make: Make, { isMore, isWhole, ...losses }: Losses): HTMLElement {
  const more = isMore
    ? " It is higher for it counts more: the answers after every letter, and guesses of the next letter."
    : "";
  const words = isWhole ? "the same ones" : "which it does not learn from. Where that line rises, it learns by heart";
  const sentence = `How surprised the network is by the right answers: 0 is never. Dashed: what training makes smaller.${more} Triangles: whole words alone, ${words}.`;
  const last = losses.validation.at(-1);
  const now = last ? ` After epoch ${last.epoch} it is ${last.loss.toFixed(3)}.` : "";
  const name = (label: number, sign: string, text: string): HTMLElement =>
    make("li", {}, make("span", { class: labelClass(label) }, sign), ` ${text}`);
  return figure(make, {
    title: "Loss",
    sentence,
    picture: lossCurve(document, {
      id: "loss",
      title: "The loss over the epochs",
      description: `${sentence}${now}`,
      ...losses,
    }),
    more: [
      make(
        "ul",
        { class: "key" },
        name(0, "╌", "training words"),
        name(1, "▲", isWhole ? "after each epoch" : "validation words"),
      ),
    ],
  });
}
