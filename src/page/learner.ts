/** What the second thread does to train: the library's trainer with the kernel, and its events for the page. */
import { type Corpus, readCorpus, selectWords } from "../corpus/corpus.js";
import { buildAlphabet } from "../corpus/vocabulary.js";
import { UsageError } from "../errors.js";
import { type Confusion, confusionOf } from "../evaluation/confusion.js";
import { outcomesOf } from "../evaluation/outcomes.js";
import type { Score } from "../evaluation/score.js";
import { probabilitiesOf } from "../model/classifier.js";
import { encodeModel } from "../model/format.js";
import type { Done, TrainingEvent } from "../training/events.js";
import type { GivenSettings } from "../training/settings.js";
import type { State } from "../training/state.js";
import { train } from "../training/trainer.js";
import { type Csv, inOnePiece, sha256 } from "./csv.js";

/** What a CSV holds. */
export interface Contents {
  readonly labels: readonly string[];
  readonly alphabet: readonly string[];
  readonly words: number;
  /** Words of each split; validation and test have 0 where the corpus is too small to split. */
  readonly split: { readonly train: number; readonly validation: number; readonly test: number };
  readonly warnings: readonly string[];
  /** sha256 of the file. */
  readonly data: string;
}

/** What a training tells while it runs. */
export type Told = Exclude<TrainingEvent, Done> | { readonly event: "confusion"; readonly confusion: Confusion };

/** A model file, byte for byte the one that the command line writes. */
export interface Trained {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly epochs: number;
  readonly seconds: number;
  readonly test: Score;
  /** Of the test words, or of all where they are too few to split. */
  readonly confusion: Confusion;
}

/** Milliseconds from one confusion matrix to the next. */
const confusionInterval = 300;

/** A CSV that was read, and the sha256 of its file. */
interface Read {
  readonly corpus: Corpus;
  readonly data: string;
}

/** A training and where it stands; undefined before its first step. */
interface Run extends Read {
  readonly settings: GivenSettings;
  readonly state: State | undefined;
}

/** Reads CSVs and trains on the last of them; a training that stands still keeps its own. */
export class Learner {
  #csv: Read | undefined;
  /** Counts readings: of two at a time the later one holds. */
  #reads = 0;
  #stopped: Run | undefined;
  #controller: AbortController | undefined;

  /** Reads what to learn from. @throws DataError */
  async read({ name, bytes, options }: Csv, keepCase: boolean): Promise<Contents> {
    const mine = ++this.#reads;
    this.#csv = undefined;
    const corpus = await readCorpus(inOnePiece(bytes), name, { ...options, keepCase });
    const data = await sha256(bytes);
    if (mine === this.#reads) this.#csv = { corpus, data };
    const count = (split: "train" | "validation" | "test"): number => selectWords(corpus, split).length;
    return {
      labels: corpus.labels,
      alphabet: buildAlphabet(corpus),
      words: corpus.words.length,
      split: {
        train: count("train"),
        validation: corpus.whole ? 0 : count("validation"),
        test: corpus.whole ? 0 : count("test"),
      },
      warnings: corpus.warnings,
      data,
    };
  }

  /**
   * Trains on what was read; undefined where it was stopped. Once it has started, what stood still before is given up.
   *
   * @throws UsageError, DataError
   */
  async train(settings: GivenSettings, tell: (told: Told) => void): Promise<Trained | undefined> {
    if (!this.#csv) throw new UsageError("there is nothing to train on; choose words first");
    return this.#run({ ...this.#csv, settings, state: undefined }, (told) => {
      if (told.event === "start") this.#stopped = undefined;
      tell(told);
    });
  }

  /** Goes on where it was stopped, to the bytes that it would have come to without. */
  async goOn(tell: (told: Told) => void): Promise<Trained | undefined> {
    if (!this.#stopped) throw new UsageError("no training stands still; start one first");
    return this.#run(this.#stopped, tell);
  }

  /** Has the training stand still at its next pause. */
  stop(): void {
    this.#controller?.abort();
  }

  async #run(run: Run, tell: (told: Told) => void): Promise<Trained | undefined> {
    const { corpus, data, settings } = run;
    let { state } = run;
    const controller = new AbortController();
    this.#controller = controller;
    let lastConfusion = 0;
    try {
      for await (const event of train(corpus, settings, {
        data,
        signal: controller.signal,
        from: state,
        keep: async (now, isStopping) => {
          if (isStopping) state = now();
        },
        validated: (probabilities, words) => {
          if (performance.now() - lastConfusion < confusionInterval) return;
          lastConfusion = performance.now();
          tell({ event: "confusion", confusion: this.#confusion(corpus, probabilities, words) });
        },
      })) {
        if (event.event === "done") return await this.#trained(event, corpus);
        tell(event);
      }
    } catch (error) {
      if (!controller.signal.aborted || error !== controller.signal.reason) throw error;
      this.#stopped = { ...run, state };
    }
    return undefined;
  }

  #confusion({ targets, labels }: Corpus, probabilities: Float32Array, words: Uint32Array): Confusion {
    return confusionOf(outcomesOf(probabilities, targets, words, labels.length), labels);
  }

  async #trained({ model, epochs, seconds, test }: Done, corpus: Corpus): Promise<Trained> {
    this.#stopped = undefined;
    const words = selectWords(corpus, "test");
    const confusion = this.#confusion(corpus, await probabilitiesOf(model, corpus, words), words);
    const bytes = await encodeModel(model);
    return { bytes, sha256: await sha256(bytes), epochs, seconds, test, confusion };
  }
}
