import type { Model } from "../model/model.js";
import type { ModelFindings } from "../report/model-findings.js";
import type { Comparison } from "./looking.js";

/** The model that the page shows, and what is known of it so far. */
export interface Look {
  /** The file's name. */
  readonly name: string;
  readonly model: Model;
  readonly comparison: Comparison | undefined;
  readonly findings: ModelFindings | "failed" | undefined;
}
