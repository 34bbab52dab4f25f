/** Milliseconds from one pause to the next. */
const interval = 100;

/** Calls back once all that is due had its turn: in Node the second time around its loop, at once; in a browser by a timer, which waits some milliseconds. */
const afterAll = (back: () => void): unknown =>
  typeof setImmediate === "function" ? setImmediate(() => setImmediate(back)) : setTimeout(back);

/** Lets others on the same thread have their turn now and then: signals are seen, and pages drawn. */
export class Pace {
  #last = performance.now();

  /** Whether it is time for a pause. */
  isDue(): boolean {
    return performance.now() - this.#last >= interval;
  }

  /** Gives others their turn. */
  async pause(): Promise<void> {
    await new Promise<void>((resolve) => afterAll(resolve));
    this.#last = performance.now();
  }
}
