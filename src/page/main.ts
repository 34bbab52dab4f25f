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

interface Wish {
  readonly name: string;
  readonly bytes: () => Promise<Uint8Array<ArrayBuffer>>;
  /** The words to compare with. */
  readonly csv: () => Promise<Csv>;
}

/** Counts the models that were asked for: what comes late of an earlier one gives way to a later one's. */
let latest = 0;
/** The count of the one that is shown. */
let shown = 0;

/** Shows a model at once, then what takes longer: its map, and what was measured. */
async function showModel({ name, bytes, csv }: Wish): Promise<void> {
  const mine = ++latest;
  const tell = (error: unknown): undefined => {
    if (mine === latest) typingAlert.show(error);
  };
  const show = (look: Look): void => {
    typing.show(look);
    matrices.show(look);
  };
  try {
    const model: Model = await looking.open(await bytes(), name);
    if (mine < shown) return;
    shown = mine;
    show({ name, model, comparison: undefined, findings: undefined });
    const comparison = await csv()
      .then((words) => looking.compare(model, words))
      .catch(tell);
    if (mine < shown) return;
    show({ name, model, comparison, findings: undefined });
    const findings = (await measuring.measure(model, comparison?.dictionary).catch(tell)) ?? "failed";
    if (mine < shown) return;
    show({ name, model, comparison, findings });
  } catch (error) {
    if (mine === latest) throw error;
  }
}

const pageWords = async (): Promise<Csv> => ({ name: "dictionary.csv", bytes: await fetchFile("dictionary.csv") });
const showShipped = (): Promise<void> =>
  showModel({ name: shippedModel, bytes: () => fetchFile(shippedModel), csv: pageWords });

const typing = makeTyping(make, part("typing"), typingAlert, {
  open: (file) => showModel({ name: file.name, bytes: () => bytesOf(file), csv: pageWords }),
  reset: showShipped,
});
makeLadder(make, part("ladder"));
const matrices = makeMatrices(make, part("matrices"));
makeTraining(make, part("training"), trainingAlert, {
  thread: learning,
  look: ({ bytes }, name, csv) => {
    document.getElementById("word")?.focus();
    return typingAlert.guard(() => showModel({ name, bytes: async () => bytes, csv: async () => csv }));
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
