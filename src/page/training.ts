import { proxy, type Remote } from "comlink";
import { UsageError } from "../errors.js";
import { percent } from "../evaluation/figures.js";
import { printable } from "../quote.js";
import type { Make } from "../report/element.js";
import { commandOf } from "../training/command.js";
import type { Alert } from "./alert.js";
import { button } from "./controls.js";
import type { Csv } from "./csv.js";
import { makeDataChoice } from "./data-choice.js";
import type { Trained } from "./learner.js";
import { Live } from "./live.js";
import { makeSettingsForm } from "./settings-form.js";
import type { Work } from "./worker.js";

interface Wishes {
  readonly thread: Remote<Work>;
  /** The trained network is to be typed into; `csv` has the words to compare with. */
  look(trained: Trained, name: string, csv: Csv): Promise<void>;
}

type Stage = "empty" | "ready" | "running" | "stopping" | "stopped" | "done";

/** The part where one trains: words, settings, one button that starts, stops and goes on, and what came of it. */
export function makeTraining(make: Make, section: HTMLElement, alert: Alert, { thread, look }: Wishes): void {
  let stage: Stage = "empty";
  let trained: Trained | undefined;
  let started: { readonly csv: Csv; readonly command: string } | undefined;
  const form = makeSettingsForm(make, () => void data.readAgain());
  const data = makeDataChoice(make, {
    read: async (csv) => {
      to("empty");
      const contents = await thread.read({ ...csv, options: form.columns() }, form.settings().keepCase ?? false);
      to("ready");
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
      void alert.guard(async () => (trained && started ? look(trained, nameOf(started.csv), started.csv) : undefined)),
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
    main.setAttribute("aria-disabled", `${next === "empty" || next === "stopping"}`);
    anew.hidden = next !== "stopped";
    download.hidden = type.hidden = next !== "done";
  };
  const press = async (): Promise<void> => {
    if (stage === "running") {
      to("stopping");
      await thread.stop();
    } else if (stage === "stopped") await run(false);
    else if (stage !== "empty" && stage !== "stopping") await run(true);
  };
  const run = async (isAnew: boolean): Promise<void> => {
    const csv = data.csv();
    if (!csv) throw new UsageError("there is nothing to train on yet; choose words, and wait until they are read");
    const settings = form.settings();
    if (isAnew) {
      trained = undefined;
      started = {
        csv: { ...csv, options: form.columns() },
        command: commandOf({ csv: csv.name, ...form.columns(), settings }),
      };
      command.textContent = started.command;
      live.clear();
    }
    result.textContent = isAnew ? "Training …" : "Going on …";
    to("running");
    const tell = proxy(live.tell.bind(live));
    try {
      trained = await (isAnew ? thread.train(settings, tell) : thread.goOn(tell));
    } catch (error) {
      result.textContent = "";
      to("ready");
      throw error;
    }
    to(trained ? "done" : "stopped");
    if (trained) live.done(trained.confusion);
    result.textContent = trained
      ? summary(trained, data.isWhole())
      : "It stands still. Go on, and it comes to the same file as without a stop.";
  };
  const save = (): void => {
    if (!trained || !started) return;
    const url = URL.createObjectURL(new Blob([trained.bytes], { type: "application/octet-stream" }));
    make("a", { href: url, download: nameOf(started.csv) }).click();
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
  to("empty");
}

const nameOf = ({ name }: Csv): string => `${name.replace(/\.(csv|tsv|txt)(\.gz)?$/iu, "")}.safetensors`;

const summary = ({ epochs, seconds, test, sha256 }: Trained, isWhole: boolean): string =>
  `Done after ${epochs} epochs in ${seconds.toFixed(1)} s: ${percent(test.accuracy)} of ${isWhole ? "the training words" : "the test words, which it has never seen,"} are right (loss ${test.loss.toFixed(3)}). The file’s sha256 is ${printable(sha256)}.`;
