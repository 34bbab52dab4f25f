import type { Argv, CommandModule } from "yargs";
import { type ClassWeights, classWeights } from "../corpus/weights.js";
import { UsageError } from "../errors.js";
import { findRung, ladder } from "../recurrence/ladder.js";
import { wholeLimits } from "../training/limits.js";
import { checkThreads, checkWhole } from "./numbers.js";
import { type CsvOptions, checkWordLength, columnOptions, type EngineName, engineOption } from "./options.js";
import { defaultData, defaultModel } from "./paths.js";

interface TrainArguments extends CsvOptions {
  readonly csv?: string | undefined;
  readonly model: string;
  readonly rung?: string | undefined;
  readonly hidden?: number | undefined;
  readonly epochs?: number | undefined;
  readonly batch?: number | undefined;
  readonly learningRate?: number | undefined;
  readonly seed?: number | undefined;
  readonly engine: EngineName;
  readonly threads?: number | undefined;
  readonly relaxed?: boolean | undefined;
  readonly keepCase?: boolean | undefined;
  readonly classWeights?: ClassWeights | undefined;
  readonly resume?: boolean | undefined;
  readonly json?: boolean | undefined;
}

export const trainCommand: CommandModule<unknown, TrainArguments> = {
  command: "train [csv]",
  describe: "Train on a word CSV and write the model",
  builder: (yargs: Argv) =>
    yargs
      .positional("csv", { type: "string", describe: "Words and their labels", defaultDescription: defaultData })
      .options({
        model: { type: "string", default: defaultModel, describe: "Where to write the model", requiresArg: true },
        rung: {
          choices: ladder.map(({ name }) => name),
          defaultDescription: "rnn",
          describe: "The system to train",
          requiresArg: true,
        },
        hidden: { type: "number", describe: "Numbers in h, in one group (by the size of the data)", requiresArg: true },
        epochs: { type: "number", describe: "Passes over the words (by the size of the data)", requiresArg: true },
        batch: { type: "number", describe: "Words a step (by the size of the data)", requiresArg: true },
        "learning-rate": {
          type: "number",
          describe: "Its largest value",
          defaultDescription: "0.002",
          requiresArg: true,
        },
        seed: {
          type: "number",
          defaultDescription: "1",
          describe: "Chooses all that is left to chance",
          requiresArg: true,
        },
        engine: engineOption,
        threads: {
          type: "number",
          defaultDescription: "all cores",
          describe: "Threads; the model is the same with any number",
          requiresArg: true,
        },
        relaxed: {
          type: "boolean",
          describe:
            "Multiply-adds that round once, faster on some processors (Node 22 or later); the model then differs between them",
        },
        "class-weights": {
          choices: classWeights,
          defaultDescription: "none",
          describe: "balanced: every label weighs the same, however rare",
          requiresArg: true,
        },
        "keep-case": { type: "boolean", describe: "Katze and katze differ" },
        ...columnOptions,
        resume: { type: "boolean", describe: "Go on with a training that was stopped, to the same bytes" },
        json: { type: "boolean", describe: "One JSON object an event" },
      })
      .example("$0 train", "the words that come with katze")
      .example("$0 train my.csv --word-column name --label-column country", "your own"),
  handler: async (args) => {
    checkWhole("hidden", args.hidden, ...wholeLimits.hidden);
    checkWhole("epochs", args.epochs, ...wholeLimits.epochs);
    checkWhole("batch", args.batch, ...wholeLimits.batch);
    checkThreads(args.threads, args.engine);
    checkWhole("seed", args.seed, ...wholeLimits.seed);
    checkWordLength(args.maxWordLength);
    if (args.engine === "tfjs" && args.relaxed) {
      throw new UsageError("--relaxed does not go with --engine tfjs, it is another build of wasm; leave one out");
    }
    const { learningRate, keepCase } = args;
    if (learningRate !== undefined && !(learningRate > 0 && Number.isFinite(learningRate))) {
      throw new UsageError(`--learning-rate is a number above 0; found ${learningRate}`);
    }
    const rung = args.rung === undefined ? undefined : findRung(args.rung);
    if (rung?.h === "number" && args.hidden !== undefined && args.hidden !== 1) {
      throw new UsageError(
        `--hidden ${args.hidden} does not go with --rung ${rung.name}, whose h is one number; leave it out`,
      );
    }
    const { hidden, epochs, batch, seed } = args;
    const { train } = await import("./train.js");
    await train({
      ...args,
      settings: {
        rung: rung?.name,
        hidden,
        epochs,
        batch,
        learningRate,
        seed,
        keepCase,
        classWeights: args.classWeights,
      },
    });
  },
};
