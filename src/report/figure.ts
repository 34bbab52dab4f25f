import { chartWidth } from "../charts/chart.js";
import { labelClass, labelSign } from "../charts/palette.js";
import type { Child, Make } from "./element.js";

export interface Figure {
  readonly title: string;
  /** What is to be seen, in plain words. */
  readonly sentence: string;
  readonly picture: Element;
  readonly more?: readonly Child[];
}

/** A picture with its heading and what it says. */
export const figure = (make: Make, { title, sentence, picture, more = [] }: Figure): HTMLElement =>
  make("figure", {}, make("h3", {}, title), make("p", {}, sentence), inPlace(make, picture, title), ...more);

/** A picture that is wider than others moves within its place; the keyboard moves it, too. */
export const inPlace = (make: Make, picture: Element, title: string): HTMLElement =>
  Number(picture.getAttribute("width")) > chartWidth
    ? make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": title }, picture)
    : make("div", { class: "fits" }, picture);

/** Labels beside their colours. */
export const key = (make: Make, labels: readonly string[]): HTMLElement =>
  make(
    "ul",
    { class: "key" },
    ...labels.map((label, i) => make("li", {}, make("span", { class: labelClass(i) }, labelSign(i)), ` ${label}`)),
  );
