/** katze as a library: train, load, predict, evaluate, as the command line does. */
export * from "./browser.js";
export { type Corpus, type CorpusOptions, readCorpus, selectWords } from "./corpus/corpus.js";
export { readCorpusFile } from "./corpus/corpus-file.js";
export type { SplitName } from "./corpus/split.js";
export type { Engine } from "./engine/engine.js";
export { createTfjsEngine } from "./engine/tfjs/create.js";
export { createRelaxedEngine, createThreadedEngine, defaultThreads } from "./engine/wasm/threads.js";
export { joinVectors } from "./engine/wasm/vectors.js";
export { type Evaluation, evaluate } from "./evaluation/metrics.js";
export { formatEvaluation } from "./evaluation/report.js";
export { probabilitiesOf } from "./model/classifier.js";
export { loadModel, saveModel } from "./model/file.js";
export { ladder, type Rung, type RungName } from "./recurrence/ladder.js";
export type { TrainingEvent } from "./training/events.js";
export type { GivenSettings, Settings } from "./training/settings.js";
export { type TrainingOptions, train } from "./training/trainer.js";
