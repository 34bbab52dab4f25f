/** Contenders measured in turns, so that what the machine does meanwhile falls on all of them alike. */
import { Failure } from "../peers/program.js";

export interface Contender {
  readonly name: string;
  /** What is tried: flags by their description. The best counts. */
  readonly settings: ReadonlyMap<string, readonly string[]>;
  /** Measures once, or tries what setting may be the best. */
  readonly measure: (flags: readonly string[], isTrial: boolean) => Promise<Measured>;
}

export interface Measured {
  /** More is better. */
  readonly figure: number;
  readonly peakMemory?: number | undefined;
}

export interface Outcome {
  readonly name: string;
  /** The best setting's median and description; undefined where nothing was measured. */
  readonly best:
    | { readonly setting: string; readonly figure: number; readonly peakMemory: number | undefined }
    | undefined;
  /** What is to be said of it: the setting that was best, or why there is no figure. */
  readonly notes: readonly string[];
}

/** The middle one, or the mean of the two in the middle; undefined of none. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** Measures every contender once a round, in turns that run forth and back, and takes medians; the first turn chooses settings. */
export async function alternate(
  contenders: readonly Contender[],
  rounds: number,
  tell: (line: string) => void,
): Promise<Outcome[]> {
  const states = contenders.map((contender) => new State(contender, tell));
  for (const state of states) await state.choose();
  for (let round = 1; round <= rounds; round++) {
    for (const state of round % 2 === 1 ? states : states.toReversed()) await state.measure(`${round}/${rounds}`);
  }
  return states.map((state) => state.outcome());
}

/** One setting in so many is measured in every round. */
const settingsAFinalist = 3;

class State {
  /** The settings that are measured. */
  #finalists: readonly string[];
  readonly #figures = new Map<string, number[]>();
  readonly #peaks = new Map<string, number>();
  #fault: string | undefined;

  constructor(
    readonly contender: Contender,
    readonly tell: (line: string) => void,
  ) {
    this.#finalists = [...contender.settings.keys()];
  }

  /** Tries the settings and keeps the best. */
  async choose(): Promise<void> {
    if (this.#finalists.length <= 1) return;
    const found: (readonly [string, number])[] = [];
    for (const setting of this.#finalists) {
      const tried = await this.#once(setting, true);
      if (tried) found.push([setting, tried.figure]);
    }
    found.sort(([, a], [, b]) => b - a);
    this.#finalists = found.slice(0, Math.ceil(this.#finalists.length / settingsAFinalist)).map(([setting]) => setting);
    if (found.length > 0) this.#fault = undefined;
  }

  async measure(round: string): Promise<void> {
    for (const setting of this.#finalists) {
      const measured = this.#fault === undefined ? await this.#once(setting, false, round) : undefined;
      if (!measured) continue;
      const { figure, peakMemory = 0 } = measured;
      this.#figures.set(setting, [...(this.#figures.get(setting) ?? []), figure]);
      this.#peaks.set(setting, Math.max(peakMemory, this.#peaks.get(setting) ?? 0));
    }
  }

  /** Undefined where the program fails. */
  async #once(setting: string, isTrial: boolean, round = "trial"): Promise<Measured | undefined> {
    const { name, settings } = this.contender;
    const title = `${round}  ${name}${settings.size > 1 ? `, ${setting}` : ""}`;
    try {
      const measured = await this.contender.measure(settings.get(setting) ?? [], isTrial);
      this.tell(`${title}: ${measured.figure.toPrecision(4)}`);
      return measured;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#fault = error.message;
      this.tell(`${title}: ${error.message}`);
      return undefined;
    }
  }

  outcome(): Outcome {
    const medians = [...this.#figures].map(([setting, figures]) => ({
      setting,
      figure: median(figures) ?? 0,
      peakMemory: this.#peaks.get(setting) || undefined,
    }));
    medians.sort((a, b) => b.figure - a.figure);
    const { name } = this.contender;
    const [best] = medians;
    const notes = best && this.contender.settings.size > 1 ? [`${name}: ${best.setting}`] : [];
    if (this.#fault !== undefined) notes.push(`${name}: missing, ${this.#fault}`);
    return { name, best, notes };
  }
}
