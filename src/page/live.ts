import type { LossPoint } from "../charts/loss-curve.js";
import type { Confusion } from "../evaluation/confusion.js";
import { grouped, percent } from "../evaluation/figures.js";
import type { Make } from "../report/element.js";
import { confusionTable } from "./confusion-table.js";
import type { Told } from "./learner.js";
import { lossFigure } from "./loss-figure.js";

/** Points that the curve of the training loss has at most; then every second one goes. */
const mostPoints = 400;

/** Milliseconds from one drawing to the next. */
const interval = 200;

/** A training as it runs: its loss, accuracy, speed and mistakes. */
export class Live {
  readonly element: HTMLElement;
  readonly #make: Make;
  readonly #bar: HTMLElement;
  readonly #figures: HTMLElement;
  readonly #pictures: HTMLElement;
  #training: LossPoint[] = [];
  #validation: LossPoint[] = [];
  #confusion: Confusion | undefined;
  #epochs = 1;
  #isWhole = false;
  /** Whether the loss that training lessens has other parts than the words' own. */
  #isMore = false;
  #accuracy = "–";
  #speed = "–";
  #epoch = 0;
  #confused = "";
  #isDue = false;

  constructor(make: Make) {
    this.#make = make;
    this.#bar = make("progress", { max: "1", value: "0", "aria-label": "How much of the training is done" });
    this.#figures = make("dl", { class: "figures" });
    this.#pictures = make("div", { class: "pictures" });
    this.element = make("div", { id: "live", hidden: "" }, this.#bar, this.#figures, this.#pictures);
  }

  /** Begins anew. */
  clear(): void {
    this.#training = [];
    this.#validation = [];
    this.#confusion = undefined;
    this.#accuracy = this.#speed = "–";
    this.#epoch = 0;
    this.element.hidden = false;
  }

  tell(told: Told): void {
    if (told.event === "start") {
      this.#epochs = told.settings.epochs;
      this.#isWhole = told.validation === 0;
      this.#isMore = told.settings.prefixLoss > 0 || told.settings.nextLoss > 0;
    } else if (told.event === "progress") {
      this.#training.push({ epoch: told.done * this.#epochs, loss: told.loss });
      if (this.#training.length > mostPoints) this.#training = this.#training.filter((_, i) => i % 2 === 1);
      this.#speed = grouped(told.wordsPerSecond);
      this.#bar.setAttribute("value", `${told.done}`);
    } else if (told.event === "epoch") {
      this.#epoch = told.epoch;
      this.#validation.push({ epoch: told.epoch, loss: told.validation.loss });
      this.#accuracy = percent(told.validation.accuracy);
      this.#speed = grouped(told.wordsPerSecond);
      this.#bar.setAttribute("value", `${told.epoch / this.#epochs}`);
    } else if (told.event === "confusion") {
      this.#confusion = told.confusion;
      this.#confused = this.#isWhole ? "training words" : "validation words";
    }
    this.#drawSoon();
  }

  /** Shows how the finished network does on the test words. */
  done(confusion: Confusion): void {
    this.#bar.setAttribute("value", "1");
    this.#confusion = confusion;
    this.#confused = this.#isWhole ? "training words" : "test words";
    this.#drawSoon();
  }

  /** Some times a second: short epochs are many. */
  #drawSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setTimeout(() => {
      this.#isDue = false;
      this.#draw();
    }, interval);
  }

  #draw(): void {
    const make = this.#make;
    const on = this.#isWhole ? "the training words" : "validation words, which it does not learn from";
    const facts = [
      ["epoch", `${this.#epoch} of ${this.#epochs} at most`],
      ["accuracy", `${this.#accuracy} of ${on}`],
      ["words a second", this.#speed],
    ];
    this.#figures.replaceChildren(
      ...facts.flatMap(([name = "", value = ""]) => [make("dt", {}, name), make("dd", {}, value)]),
    );
    const curve = lossFigure(make, {
      training: this.#training,
      validation: this.#validation,
      epochs: this.#epochs,
      isMore: this.#isMore,
      isWhole: this.#isWhole,
    });
    const mistakes = this.#confusion
      ? [
          make(
            "figure",
            {},
            make("h3", {}, `Confusion matrix: ${this.#confused}`),
            make(
              "div",
              { class: "scroll", tabindex: "0", role: "group", "aria-label": "Confusion matrix" },
              confusionTable(make, this.#confusion),
            ),
          ),
        ]
      : [];
    this.#pictures.replaceChildren(curve, ...mistakes);
  }
}
