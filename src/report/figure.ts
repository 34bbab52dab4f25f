import { labelColour } from "../charts/palette.js";
import type { Child, Make } from "./element.js";

export interface Figure {
  readonly title: string;
  /** What is to be seen, in plain words. */
  readonly sentence: string;
  readonly picture: Element;
  readonly more?: readonly Child[];
}

/** A picture with its heading and what it says; one that is wider than its place moves within it. */
export function figure(make: Make, { title, sentence, picture, more = [] }: Figure, fitting: number): HTMLElement {
  const isWide = Number(picture.getAttribute("width")) > fitting;
  const place = isWide
    ? make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title }, picture)
    : make("div", { class: "fits" }, picture);
  return make("figure", {}, make("h3", {}, title), make("p", {}, sentence), place, ...more);
}

/** Labels beside their colours. */
export const key = (make: Make, labels: readonly string[]): HTMLElement =>
  make(
    "ul",
    { class: "key" },
    ...labels.map((label, i) => make("li", { style: `color:${labelColour(i)};font-weight:600` }, label)),
  );
