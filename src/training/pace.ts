/** Milliseconds from one pause to the next. */
const interval = 100;

/** Lets others on the same thread have their turn now and then: signals are seen, and pages drawn. */
export class Pace {
  #last = performance.now();

  /** Whether it is time for a pause. */
  isDue(): boolean {
    return performance.now() - this.#last >= interval;
  }

  /** Gives others their turn. */
  async pause(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    this.#last = performance.now();
  }
}
