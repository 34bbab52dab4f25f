/** The part of katze that runs anywhere, a browser included: reading a model file and labelling words. */
export { DataError, FileError, KatzeError, ModelError, UsageError } from "./errors.js";
export type { Prediction } from "./model/answers.js";
export { Classifier, type PredictionOptions } from "./model/classifier.js";
export { decodeModel, encodeModel } from "./model/format.js";
export type { Model, Parameters, Precision, Reading } from "./model/model.js";
