import { proxy } from "comlink";
import { UsageError } from "../errors.js";
import { percent } from "../evaluation/figures.js";
import { printable } from "../quote.js";
import type { Make } from "../report/element.js";
import { commandOf } from "../training/command.js";
import type { Alert } from "./alert.js";
import { button } from "./controls.js";
import type { Csv } from "./csv.js";
import { makeDataChoice } from "./data-choice.js";
import type { Told, Trained } from "./learner.js";
import { Live } from "./live.js";
import { makeSettingsForm } from "./settings-form.js";
import type { Thread } from "./thread.js";

interface Wishes {
  readonly thread: Thread;
  /** The trained network is to be typed into; `csv` has the words to compare with. */
  look(trained: Trained, name: string, csv: Csv): Promise<void>;
}

type Stage = "idle" | "running" | "stopping" | "stopped";

/** What a training learns from, and the same on the command line. */
interface Run {
  readonly csv: Csv;
  readonly isWhole: boolean;
  readonly command: string;
}

/** The part where one trains: words, settings, one button that starts, stops and goes on, and what came of it. */
export function makeTraining(make: Make, section: HTMLElement, alert: Alert, { thread, look }: Wishes): void {
  let stage: Stage = "idle";
  let hasWords = false;
  let started: Run | undefined;
  /** The last network that was trained to its end: kept until the next one is. */
  let finished: { readonly trained: Trained; readonly run: Run } | undefined;
  const form = makeSettingsForm(make, () => void data.readAgain());
  const data = makeDataChoice(make, {
    read: async (csv) => {
      hasWords = false;
      to(stage);
      const contents = await thread.read({ ...csv, options: form.columns() }, form.settings().keepCase ?? false);
      hasWords = true;
      to(stage);
      return contents;
    },
    alert,
  });
  const live = new Live(make);
  const command = make("code", {});
  const result = make("p", { role: "status", id: "result" });
  const main = button(make, { text: "Train", press: () => void alert.guard(press) });
  main.classList.add("main");
  const anew = button(make, { text: "Start anew", press: () => void alert.guard(() => run(true)) });
  const download = button(make, { text: "Download the model file", press: () => save() });
  const type = button(make, {
    text: "Type words into it",
    press: () =>
      void alert.guard(async () => {
        if (finished) await look(finished.trained, nameOf(finished.run.csv), finished.run.csv);
      }),
  });
  const fields = make(
    "fieldset",
    { class: "plain" },
    make("legend", { class: "hidden" }, "Words and settings"),
    data.element,
    form.element,
  );

  const to = (next: Stage): void => {
    stage = next;
    const isBusy = next === "running" || next === "stopping";
    fields.toggleAttribute("disabled", isBusy);
    main.textContent = isBusy ? "Stop" : next === "stopped" ? "Go on" : "Train";
    main.setAttribute("aria-disabled", `${next === "stopping" || (next === "idle" && !hasWords)}`);
    anew.hidden = next !== "stopped";
    download.hidden = type.hidden = !finished;
    download.textContent = `Download the ${finished?.run === started ? "" : "last finished "}model file`;
  };
  const press = async (): Promise<void> => {
    if (stage === "running") {
      to("stopping");
      await thread.stop();
    } else if (stage === "stopped") await run(false);
    else if (stage === "idle" && hasWords) await run(true);
  };
  const runOf = (): Run => {
    const csv = data.csv();
    if (!csv) throw new UsageError("there is nothing to train on yet; choose words, and wait until they are read");
    const columns = form.columns();
    return {
      csv: { ...csv, options: columns },
      isWhole: data.isWhole(),
      command: commandOf({ csv: csv.name, ...columns, settings: form.settings() }),
    };
  };
  /** Trains anew, or goes on. What stood there before stays until the thread has started. */
  const run = async (isAnew: boolean): Promise<void> => {
    const mine = isAnew || !started ? runOf() : started;
    const before = { stage, result: result.textContent };
    const start = (): void => {
      if (started === mine) return;
      started = mine;
      command.textContent = mine.command;
      live.clear();
      to(stage);
    };
    const tell = proxy((told: Told) => {
      if (told.event === "start") start();
      live.tell(told);
    });
    result.textContent = isAnew ? "Training …" : "Going on …";
    to("running");
    try {
      const trained = await (isAnew ? thread.train(form.settings(), tell) : thread.goOn(tell));
      start();
      if (trained) finished = { trained, run: mine };
      to(trained ? "idle" : "stopped");
      if (trained) live.done(trained.confusion);
      result.textContent = trained
        ? summary(trained, mine.isWhole)
        : "It stands still. Go on, and it comes to the same file as without a stop.";
    } catch (error) {
      const isAsBefore = !isAnew || started !== mine;
      result.textContent = isAsBefore ? before.result : "";
      to(isAsBefore ? before.stage : "idle");
      throw error;
    }
  };
  const save = (): void => {
    if (!finished) return;
    const url = URL.createObjectURL(new Blob([finished.trained.bytes], { type: "application/octet-stream" }));
    make("a", { href: url, download: nameOf(finished.run.csv) }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  };

  section.append(
    make("h2", { id: "training-title" }, "Train one here"),
    make(
      "p",
      {},
      "Training starts from random numbers in W, U and V. It reads some words, sees how wrong the answers are, and moves every number a little in the direction that makes them less wrong; then the next words. The kernel that does it is the command line’s own: the same words, settings and seed give the same file, byte for byte.",
    ),
    fields,
    make("div", { class: "row" }, main, anew, download, type),
    alert.element,
    result,
    make("p", { class: "equation" }, command),
    live.element,
  );
  to("idle");
}

const nameOf = ({ name }: Csv): string => `${name.replace(/\.(csv|tsv|txt)(\.gz)?$/iu, "")}.safetensors`;

const summary = ({ epochs, seconds, test, sha256 }: Trained, isWhole: boolean): string =>
  `Done after ${epochs} epochs in ${seconds.toFixed(1)} s: ${percent(test.accuracy)} of ${isWhole ? "the training words" : "the test words, which it has never seen,"} are right (loss ${test.loss.toFixed(3)}). The file’s sha256 is ${printable(sha256)}.`;
