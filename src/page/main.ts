/** The page: its four parts, and the threads that work for them. */
import type { Model } from "../model/model.js";
import { maker } from "../report/element.js";
import { makeAlert } from "./alert.js";
import type { Csv } from "./csv.js";
import { bytesOf } from "./data-choice.js";
import { fetchFile } from "./fetch.js";
import { makeLadder } from "./ladder.js";
import type { Look } from "./look.js";
import { makeMatrices } from "./matrices.js";
import { startThread } from "./thread.js";
import { makeTraining } from "./training.js";
import { makeTyping } from "./typing.js";

const make = maker(document);
const part = (id: string): HTMLElement => {
  const section = document.getElementById(id);
  if (!section) throw new TypeError(`the page lacks its part ${id}`);
  return section;
};

const typingAlert = makeAlert(make);
const trainingAlert = makeAlert(make);
const looking = startThread(typingAlert.show);
// Measuring takes seconds, in which another model may be opened.
const measuring = startThread(typingAlert.show);
const learning = startThread(trainingAlert.show);

const shippedModel = "words.safetensors";

/** Counts models, so that what is found late of one is not shown with another. */
let latest = 0;

/** Shows a model at once, then what takes longer: its map, and what was measured. */
async function showModel(bytes: Uint8Array<ArrayBuffer>, name: string, csv: () => Promise<Csv>): Promise<void> {
  const model: Model = await looking.open(bytes, name);
  const mine = ++latest;
  const show = (look: Look): void => {
    if (mine !== latest) return;
    typing.show(look);
    matrices.show(look);
  };
  show({ name, model, comparison: undefined, findings: undefined });
  const comparison = await looking.compare(model, await csv());
  show({ name, model, comparison, findings: undefined });
  show({ name, model, comparison, findings: await measuring.measure(model, comparison?.dictionary) });
}

const pageWords = async (): Promise<Csv> => ({ name: "dictionary.csv", bytes: await fetchFile("dictionary.csv") });
const showShipped = async (): Promise<void> => showModel(await fetchFile(shippedModel), shippedModel, pageWords);

const typing = makeTyping(make, part("typing"), typingAlert, {
  open: async (file) => showModel(await bytesOf(file), file.name, pageWords),
  reset: showShipped,
});
makeLadder(make, part("ladder"));
const matrices = makeMatrices(make, part("matrices"));
makeTraining(make, part("training"), trainingAlert, {
  thread: learning,
  look: async ({ bytes }, name, csv) => {
    document.getElementById("word")?.focus();
    await showModel(bytes, name, async () => csv);
  },
});

// A file dropped beside its place would take the page's.
for (const name of ["dragover", "drop"] as const) {
  addEventListener(name, (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}

void typingAlert.guard(async () => {
  if (!isSecureContext) throw new Error("this address is not secure, so the browser computes no checksums; use https");
  await showShipped();
});
