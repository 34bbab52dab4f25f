/** Milliseconds from one pause to the next. */
const interval = 100;

/** Lets others on the same thread have their turn now and then, and sees whether training is to stop. */
export class Pace {
  #last = performance.now();

  constructor(readonly signal: AbortSignal | undefined) {}

  /** Whether it is time for a pause. */
  isDue(): boolean {
    return performance.now() - this.#last >= interval;
  }

  /** Gives others their turn. Throws the signal's reason where training is to stop. */
  async pause(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    this.#last = performance.now();
    this.signal?.throwIfAborted();
  }
}
