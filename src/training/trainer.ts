import { batchesOf } from "../corpus/batches.js";
import { type Corpus, selectWords } from "../corpus/corpus.js";
import { derive, Random } from "../corpus/random.js";
import { toExamples } from "../corpus/sequences.js";
import { buildAlphabet, Vocabulary } from "../corpus/vocabulary.js";
import type { Engine, Step } from "../engine/engine.js";
import { learnedParameters, type Shape } from "../engine/shape.js";
import { createWasmEngine } from "../engine/wasm/engine.js";
import { DataError } from "../errors.js";
import type { Score } from "../evaluation/score.js";
import type { Model, Parameters } from "../model/model.js";
import type { Progress, TrainingEvent } from "./events.js";
import { initialise } from "./initialise.js";
import { Measure } from "./measure.js";
import { Pace } from "./pace.js";
import { learningRate } from "./schedule.js";
import { completeSettings, type GivenSettings, type Settings } from "./settings.js";
import { inUnits, unitOf } from "./unit.js";

export interface TrainingOptions {
  /** sha256 of the data's bytes, for the model file. */
  readonly data: string;
  readonly createEngine?: ((shape: Shape) => Promise<Engine>) | undefined;
  /** Stops the training, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Streams of chance, apart from each other. */
const stream = { parameters: 1, batches: 2, noise: 3 } as const;

/** A training whose loss leaves the finite numbers goes back to its last epoch with these parts of the learning rate. */
const smallerSteps = [1, 0.1, 0.01, 0.001];

/**
 * Trains a network on the corpus's training words and keeps the parameters with the least validation loss. A corpus too
 * small to split is trained on whole, and the figures are on those same words.
 *
 * @throws DataError where the loss leaves the finite numbers again and again
 */
export async function* train(
  corpus: Corpus,
  given: GivenSettings,
  options: TrainingOptions,
): AsyncGenerator<TrainingEvent, void> {
  const began = performance.now();
  const words = selectWords(corpus, "train");
  const settings = completeSettings(given, words.length);
  const alphabet = buildAlphabet(corpus);
  const vocabulary = new Vocabulary(alphabet, settings);
  const shape: Shape = { rung: settings.rung, A: vocabulary.size, H: settings.hidden, C: corpus.labels.length };
  const engine = await (options.createEngine ?? createWasmEngine)(shape);
  try {
    yield {
      event: "start",
      words: corpus.words.length,
      labels: corpus.labels,
      train: words.length,
      validation: corpus.whole ? 0 : selectWords(corpus, "validation").length,
      test: corpus.whole ? 0 : selectWords(corpus, "test").length,
      parameters: learnedParameters(shape),
      engine: engine.name,
      threads: engine.threads,
      settings,
    };
    const examples = toExamples(corpus, words, vocabulary);
    const begin = initialise(shape, derive(settings.seed, stream.parameters));
    const unit = unitOf(shape, begin, examples);
    engine.load(inUnits(begin, unit));
    engine.learnFrom(examples);
    const validationWords = new Measure(corpus, "validation", vocabulary);
    let last = engine.parameters();
    let best: { readonly loss: number; readonly epoch: number; readonly parameters: Parameters } | undefined;
    const pace = new Pace(options.signal);
    let epoch = 0;
    let setbacks = 0;
    while (epoch < settings.epochs && epoch - (best?.epoch ?? epoch) < settings.patience) {
      const started = performance.now();
      const loss = yield* runEpoch(engine, words.length, settings, epoch, smallerSteps[setbacks] ?? 0, pace);
      const seconds = (performance.now() - started) / 1000;
      const now = engine.parameters();
      const validation = Number.isFinite(loss) && areFinite(now) ? await validationWords.of(engine) : undefined;
      if (!validation) {
        const smaller = smallerSteps[++setbacks];
        if (smaller === undefined) break;
        engine.load(last);
        yield { event: "setback", epoch: epoch + 1, learningRate: settings.learningRate * smaller };
        continue;
      }
      epoch++;
      last = now;
      if (!best || validation.loss < best.loss) best = { loss: validation.loss, epoch, parameters: last };
      yield { event: "epoch", epoch, loss, validation, wordsPerSecond: words.length / seconds };
    }
    const parameters = best && inUnits(best.parameters, 1 / unit);
    const test = parameters && (await scoreOf(engine, parameters, new Measure(corpus, "test", vocabulary)));
    if (!parameters || !test) {
      const problem = "the loss is no finite number; try a smaller learning rate than";
      throw new DataError(`${corpus.name}: ${problem} ${settings.learningRate}`);
    }
    const { rung, hidden, keepCase, endMark, ...training } = settings;
    const { labels } = corpus;
    const { data } = options;
    const model: Model = {
      rung,
      hidden,
      alphabet,
      labels,
      reading: { keepCase, endMark },
      parameters,
      training,
      data,
    };
    yield { event: "done", model, epochs: epoch, seconds: (performance.now() - began) / 1000, test };
  } finally {
    engine.dispose();
  }
}

/** One pass over n training words; returns their mean loss, which is no finite number where the parameters no longer are. */
async function* runEpoch(
  engine: Engine,
  n: number,
  settings: Settings,
  epoch: number,
  smaller: number,
  pace: Pace,
): AsyncGenerator<Progress, number> {
  const { batch: size, run, seed, epochs } = settings;
  const steps = Math.ceil(n / size);
  const started = performance.now();
  let sum = 0;
  let words = 0;
  let step = epoch * steps;
  for (const batch of batchesOf(n, size, run, new Random(derive(derive(seed, stream.batches), epoch)))) {
    const done = step / (steps * epochs);
    const key = derive(derive(seed, stream.noise), step++);
    sum += batch.length * (await engine.train(batch, stepOf(settings, done, smaller, key)));
    words += batch.length;
    if (!Number.isFinite(sum)) break;
    if (!pace.isDue()) continue;
    const seconds = (performance.now() - started) / 1000;
    yield {
      event: "progress",
      epoch: epoch + 1,
      done,
      loss: sum / words,
      wordsPerSecond: words / seconds,
    };
    await pace.pause();
  }
  return sum / words;
}

const stepOf = (settings: Settings, done: number, smaller: number, key: number): Step => ({
  rate: learningRate(done, settings.learningRate) * smaller,
  decay: settings.weightDecay,
  clip: settings.clip,
  dropCharacters: settings.dropCharacters,
  dropHidden: settings.dropHidden,
  prefixLoss: settings.prefixLoss,
  key,
});

const scoreOf = (engine: Engine, parameters: Parameters, measure: Measure): Promise<Score | undefined> => {
  engine.load(parameters);
  return measure.of(engine);
};

const areFinite = (parameters: Parameters): boolean =>
  Object.values(parameters).every((numbers: Float32Array) => numbers.every(Number.isFinite));
