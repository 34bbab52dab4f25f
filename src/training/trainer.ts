import { type Corpus, selectWords } from "../corpus/corpus.js";
import { toExamples } from "../corpus/examples.js";
import { derive } from "../corpus/random.js";
import { buildAlphabet, Vocabulary } from "../corpus/vocabulary.js";
import { labelWeights } from "../corpus/weights.js";
import type { Engine, Examples } from "../engine/engine.js";
import { learnedParameters, type Shape } from "../engine/shape.js";
import { createWasmEngine } from "../engine/wasm/engine.js";
import { DataError } from "../errors.js";
import type { Parameters } from "../model/model.js";
import type { Done, Started, TrainingEvent } from "./events.js";
import { initialise } from "./initialise.js";
import { Measure } from "./measure.js";
import { Pace } from "./pace.js";
import { keptOf } from "./precision.js";
import { modelOf } from "./result.js";
import { completeSettings, type GivenSettings, type Settings } from "./settings.js";
import type { Best, State } from "./state.js";
import { Epoch, smallerSteps, stream } from "./steps.js";
import { atTemperature } from "./temperature.js";
import { inUnits, unitOf } from "./unit.js";

export interface TrainingOptions {
  /** sha256 of the data's bytes, for the model file. */
  readonly data: string;
  readonly createEngine?: ((shape: Shape) => Promise<Engine>) | undefined;
  /** Stops the training, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Goes on from where a training with the same data and settings stood. */
  readonly from?: State | undefined;
  /** Told where the training stands after each epoch, and when it is stopped. */
  readonly keep?: ((state: () => State, isStopping: boolean) => Promise<void>) | undefined;
  /** Told the probabilities [n, C] of the n validation words before each epoch's event, by what its score is. */
  readonly validated?: ((probabilities: Float32Array, words: Uint32Array) => void) | undefined;
}

/**
 * Trains a network on the corpus's training words and keeps the parameters with the least validation loss; V and c are
 * divided by the temperature at which their probabilities fit the validation words, and rounded to halves where settings ask for it. A corpus too small to split is trained
 * on whole, its temperature is 1, and the figures are on those same words.
 *
 * @throws DataError where the loss leaves the finite numbers again and again
 */
export async function* train(
  corpus: Corpus,
  given: GivenSettings,
  options: TrainingOptions,
): AsyncGenerator<TrainingEvent, void> {
  const began = performance.now();
  const { from, signal, keep, validated } = options;
  const words = selectWords(corpus, "train");
  const settings = completeSettings(given, words.length);
  const alphabet = buildAlphabet(corpus);
  const vocabulary = new Vocabulary(alphabet, settings);
  const shape: Shape = {
    rung: settings.rung,
    A: vocabulary.size,
    H: settings.hidden,
    C: corpus.labels.length,
    next: settings.nextLoss > 0,
    groups: settings.groups,
  };
  const engine = await (options.createEngine ?? createWasmEngine)(shape);
  try {
    yield started(corpus, words.length, engine, settings);
    const { targets, labels } = corpus;
    const labelWeight = labelWeights(settings.classWeights, targets, words, labels.length);
    const begin = initialise(shape, derive(settings.seed, stream.parameters), settings.inputRange);
    const unit = giveExamples(engine, begin, toExamples(corpus, words, vocabulary, labelWeight));
    engine.load(from?.parameters ?? inUnits(begin, unit), from?.moments);
    const validationWords = new Measure(corpus, "validation", vocabulary, labelWeight);
    const pace = new Pace();
    let last = from?.last ?? engine.parameters();
    let best: Best | undefined = from?.best;
    let setbacks = from?.setbacks ?? 0;
    let epoch = new Epoch(words.length, settings, from?.epoch ?? 0, setbacks, from?.steps, from?.words, from?.sum);
    const state = (): State => {
      const { epoch: number, steps, words, sum } = epoch;
      return {
        epoch: number,
        steps,
        words,
        sum,
        setbacks,
        parameters: engine.parameters(),
        moments: engine.moments(),
        last,
        best,
      };
    };
    while (epoch.epoch < settings.epochs && epoch.epoch - (best?.epoch ?? epoch.epoch) < settings.patience) {
      const before = { time: performance.now(), words: epoch.words };
      const speed = (): number => ((epoch.words - before.words) / (performance.now() - before.time)) * 1000;
      for await (const _ of epoch.run(engine, () => pace.isDue())) {
        yield {
          event: "progress",
          epoch: epoch.epoch + 1,
          done: epoch.done,
          loss: epoch.loss,
          wordsPerSecond: speed(),
        };
        await pace.pause();
        if (signal?.aborted && areFinite(engine.parameters())) await keep?.(state, true);
        signal?.throwIfAborted();
      }
      const wordsPerSecond = speed();
      const now = engine.parameters();
      const isGood = Number.isFinite(epoch.sum) && areFinite(now);
      const validation = isGood ? await validationWords.calibrated(engine, validated) : undefined;
      if (!validation) {
        const smaller = smallerSteps[++setbacks];
        if (smaller === undefined) break;
        engine.load(last);
        yield { event: "setback", epoch: epoch.epoch + 1, learningRate: settings.learningRate * smaller };
        epoch = new Epoch(words.length, settings, epoch.epoch, setbacks);
        continue;
      }
      const { loss } = epoch;
      epoch = new Epoch(words.length, settings, epoch.epoch + 1, setbacks);
      last = now;
      if (!best || validation.loss < best.loss) best = { loss: validation.loss, epoch: epoch.epoch, parameters: now };
      yield { event: "epoch", epoch: epoch.epoch, loss, validation, wordsPerSecond };
      await keep?.(state, false);
    }
    const parameters = best && inUnits(best.parameters, 1 / unit);
    if (parameters) engine.load(parameters);
    const temperature = parameters ? await validationWords.temperatureOf(engine) : 1;
    const kept = parameters && keptOf(atTemperature(parameters, temperature), settings);
    if (kept) engine.load(kept.parameters);
    const test = kept && (await new Measure(corpus, "test", vocabulary).of(engine));
    if (!kept || !test) {
      const problem = "the loss is no finite number; try a smaller learning rate than";
      throw new DataError(`${corpus.name}: ${problem} ${settings.learningRate}`);
    }
    yield {
      event: "done",
      model: modelOf(settings, alphabet, corpus.labels, kept, temperature, options.data),
      temperature,
      epochs: epoch.epoch,
      seconds: (performance.now() - began) / 1000,
      test,
    } satisfies Done;
  } finally {
    engine.dispose();
  }
}

/** Has the engine learn from examples, which are not held here: they are large. Returns the unit of h that they ask for. */
function giveExamples(engine: Engine, begin: Parameters, examples: Examples): number {
  engine.learnFrom(examples);
  return unitOf(engine.shape, begin, examples);
}

const started = (corpus: Corpus, train: number, { name, threads, shape }: Engine, settings: Settings): Started => ({
  event: "start",
  words: corpus.words.length,
  labels: corpus.labels,
  train,
  validation: corpus.whole ? 0 : selectWords(corpus, "validation").length,
  test: corpus.whole ? 0 : selectWords(corpus, "test").length,
  parameters: learnedParameters(shape),
  engine: name,
  threads,
  settings,
});

const areFinite = (parameters: Parameters): boolean =>
  Object.values(parameters).every((numbers: Float32Array) => numbers.every(Number.isFinite));
