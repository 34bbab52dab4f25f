import { grouped, percent } from "../evaluation/figures.js";
import { printable } from "../quote.js";
import type { Done, TrainingEvent } from "../training/events.js";
import { note } from "./output.js";

/** Seconds as 42 s or 3 min 05 s. */
const duration = (seconds: number): string => {
  const whole = Math.round(seconds);
  return whole < 100 ? `${whole} s` : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
};

/** Tells people how a training goes, on standard error: a bar that moves on a terminal, else a line an epoch. */
export class TrainingDisplay {
  readonly #bar = process.stderr.isTTY === true;
  readonly #began = performance.now();
  #epochs = 0;
  #accuracy = "";
  /** The share that was done when the bar was first drawn: a resumed training begins in the middle. */
  #first: number | undefined;

  constructor(
    readonly data: string,
    readonly whole: boolean,
    readonly json: boolean,
  ) {}

  show(event: TrainingEvent): void {
    if (event.event === "start") {
      this.#epochs = event.settings.epochs;
      const { rung, hidden, groups } = event.settings;
      const split = this.whole
        ? `all ${grouped(event.words)} words`
        : `${grouped(event.train)} words; ${grouped(event.validation)} to validate, ${grouped(event.test)} to test`;
      note(
        `${this.data}: ${event.labels
          .slice(0, 6)
          .map((label) => printable(label, 20))
          .join(", ")}${event.labels.length > 6 ? ", …" : ""}`,
      );
      const inGroups = groups > 1 ? ` in ${groups} groups` : "";
      note(`training ${rung}, h of ${hidden}${inGroups}, ${grouped(event.parameters)} parameters, on ${split}`);
    } else if (event.event === "progress" && this.#bar) {
      this.#draw(event.epoch, event.done, event.loss, event.wordsPerSecond);
    } else if (event.event === "epoch") {
      this.#accuracy = percent(event.validation.accuracy);
      if (this.#bar) this.#draw(event.epoch, event.epoch / this.#epochs, event.loss, event.wordsPerSecond);
      else if (!this.json && this.#isTold(event.epoch)) this.#line(event.epoch, event.loss, event.wordsPerSecond);
    } else if (event.event === "setback") {
      this.clear();
      note(
        `katze: the loss of epoch ${event.epoch} is no finite number; going on from the epoch before with a learning rate of ${Number(event.learningRate.toPrecision(6))}`,
      );
    } else if (event.event === "done") this.clear();
  }

  /** What the training came to, in lines of at most 80 columns. */
  summary({ epochs, seconds, temperature, test }: Done, path: string, sha256: string): string {
    const words = this.whole ? "on its own words" : "on the test words";
    return [
      `${percent(test.accuracy)} right ${words}, cross-entropy ${test.loss.toFixed(4)}, after ${epochs} epochs in ${duration(seconds)}`,
      ...(this.whole ? [] : [`probabilities calibrated on the validation words, temperature ${temperature}`]),
      `wrote ${printable(path)}`,
      `sha256 ${sha256}\n`,
    ].join("\n");
  }

  /** Without a bar, some twenty lines tell enough. */
  #isTold(epoch: number): boolean {
    return epoch === 1 || epoch === this.#epochs || epoch % Math.ceil(this.#epochs / 20) === 0;
  }

  #line(epoch: number, loss: number, wordsPerSecond: number): void {
    note(
      `epoch ${epoch}/${this.#epochs}  loss ${loss.toFixed(4)}  validation ${this.#accuracy}  ${grouped(wordsPerSecond)} words/s`,
    );
  }

  #draw(epoch: number, done: number, loss: number, wordsPerSecond: number): void {
    const elapsed = (performance.now() - this.#began) / 1000;
    this.#first ??= done;
    const now = done - this.#first;
    const left = now > 0.01 ? `  ${duration((elapsed / now) * (1 - done))} left` : "";
    const full = Math.round(done * 16);
    const accuracy = this.#accuracy ? `  valid. ${this.#accuracy}` : "";
    const text = `${"█".repeat(full)}${"░".repeat(16 - full)} ${epoch}/${this.#epochs}  loss ${loss.toFixed(3)}${accuracy}  ${grouped(wordsPerSecond)} w/s${left}`;
    process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns || 80) - 1)}`);
  }

  /** Takes the bar away. */
  clear(): void {
    if (this.#bar) process.stderr.write("\r\u001b[K");
  }
}
