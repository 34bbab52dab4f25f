import { loadModel } from "../model/file.js";
import type { Model } from "../model/model.js";
import { defaultModel, shipped } from "./paths.js";

/** The model at a path, by default the one that training writes or that comes with katze. */
export const modelAt = (path?: string): Promise<Model> => loadModel(path ?? shipped(defaultModel));
