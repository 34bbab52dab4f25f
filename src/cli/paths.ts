import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const defaultModel = "models/words.safetensors";
export const defaultData = "data/words.csv";

/** What stands beside a model file: its name with another ending. */
export const beside = (modelPath: string, ending: string): string => modelPath.replace(/(\.safetensors)?$/u, ending);

/** A file that comes with katze: the one below the current folder where there is one, else the package's own. */
export function shipped(path: string): string {
  return existsSync(path) ? path : fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
