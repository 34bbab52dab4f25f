import type { Make } from "../report/element.js";

/** A control with its label above it, and under it what it is for. */
export function field(make: Make, label: string, control: HTMLElement, hint?: string): HTMLElement {
  const described = hint === undefined ? [] : [make("small", { id: `${control.id}-hint` }, hint)];
  if (hint !== undefined) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return make("div", { class: "field" }, make("label", { for: control.id }, label), control, ...described);
}

export interface Button {
  readonly text: string;
  readonly press: () => void;
}

export function button(make: Make, { text, press }: Button): HTMLButtonElement {
  const element = make("button", { type: "button" }, text);
  if (!(element instanceof HTMLButtonElement)) throw new TypeError("no button");
  element.addEventListener("click", press);
  return element;
}

/** Buttons that belong together. */
export const buttonRow = (make: Make, label: string, buttons: readonly Button[]): HTMLElement =>
  make("div", { class: "row", role: "group", "aria-label": label }, ...buttons.map((one) => button(make, one)));

/** A slider with its value beside its label. `format` says the value in words. */
export interface Slider {
  readonly element: HTMLElement;
  readonly value: () => number;
  set(value: number): void;
}

export function slider(make: Make, { id, label, min, max, step, value, format, move }: SliderOptions): Slider {
  const input = document.createElement("input");
  const shown = make("output", { for: id });
  Object.assign(input, { id, type: "range", min: `${min}`, max: `${max}`, step: `${step}`, value: `${value}` });
  const tell = (): void => {
    shown.textContent = format(input.valueAsNumber);
    input.setAttribute("aria-valuetext", format(input.valueAsNumber));
  };
  tell();
  input.addEventListener("input", () => {
    tell();
    move();
  });
  return {
    element: make("div", { class: "field wide" }, make("label", { for: id }, label, " ", shown), input),
    value: () => input.valueAsNumber,
    set: (number) => {
      input.value = `${number}`;
      tell();
      move();
    },
  };
}

export interface SliderOptions {
  readonly id: string;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly format: (value: number) => string;
  readonly move: () => void;
}

/** A file to choose, or to drop on the control. */
export function fileButton(make: Make, label: string, accept: string, take: (file: File) => void): HTMLElement {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = accept;
  input.id = label.toLowerCase().replace(/\W+/gu, "-");
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) take(file);
    // The same file, mended, may be chosen again.
    input.value = "";
  });
  const drop = make("div", { class: "field drop" }, make("label", { for: input.id }, label), input);
  drop.addEventListener("dragover", (event) => event.preventDefault());
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file && !input.matches(":disabled")) take(file);
  });
  return drop;
}
