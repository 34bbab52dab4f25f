import { afterAll } from "vitest";

/** How many inputs to try of each kind; FUZZ=1000000 (npm run fuzz) for a long search, which prints its record. */
export const numRuns = Number(process.env.FUZZ ?? 3000);
export const timeout = 60_000 + 10 * numRuns;

/** What a fuzzer tried, and what the worst input took. Inputs that crash fail the test that tries them. */
export class FuzzRecord {
  #inputs = 0;
  #slowest = 0;

  constructor(name: string) {
    afterAll(() => {
      if (process.env.FUZZ !== undefined) console.log(`fuzz: ${name}: ${this.#told}`);
    });
  }

  /** Tries one input. */
  async try<Result>(input: () => Promise<Result>): Promise<Result> {
    const began = performance.now();
    try {
      return await input();
    } finally {
      this.#inputs++;
      this.#slowest = Math.max(this.#slowest, performance.now() - began);
    }
  }

  get #told(): string {
    const memory = Math.round(process.resourceUsage().maxRSS / 1024);
    const count = this.#inputs.toLocaleString("en");
    return `${count} inputs, the slowest ${this.#slowest.toFixed(1)} ms, the process at most ${memory} MB`;
  }
}
