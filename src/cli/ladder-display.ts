import type { ComparisonEvent } from "../comparison/compare.js";
import { percent } from "../evaluation/figures.js";
import { note } from "./output.js";

/** Tells people on standard error which rung is at work: one line that changes on a terminal, else a line a rung. */
export class LadderDisplay {
  readonly #line = process.stderr.isTTY === true;

  constructor(
    readonly epochs: number,
    readonly json: boolean,
  ) {}

  show(event: ComparisonEvent): void {
    if (event.event === "begin") this.#draw(event.rung);
    else if (event.event === "progress") {
      this.#draw(
        `${event.rung}  ${percent(event.done)}  epoch ${event.epoch}/${this.epochs}  loss ${event.loss.toFixed(3)}`,
      );
    } else if (!this.#line && !this.json) {
      const { rung, accuracy, seconds } = event.row;
      note(`${rung}  ${percent(accuracy)}  ${seconds.toFixed(1)} s`);
    }
  }

  #draw(text: string): void {
    if (this.#line) process.stderr.write(`\r\u001b[K${text.slice(0, (process.stderr.columns || 80) - 1)}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#line) process.stderr.write("\r\u001b[K");
  }
}
