import { grouped } from "../evaluation/figures.js";
import { printable } from "../quote.js";
import type { Child, Make } from "../report/element.js";
import type { Alert } from "./alert.js";
import { fileButton } from "./controls.js";
import type { Csv } from "./csv.js";
import { fetchFile } from "./fetch.js";
import type { Contents } from "./learner.js";

const sets = [
  { name: "cats.csv", about: "three words: cat, chat, katze; a second" },
  { name: "words-2000.csv", about: "2,000 rows of English, French and German words; less than a minute" },
  { name: "words.csv", about: "all words of the network above, 2 MB; many minutes" },
];

/** Words to learn from: a set of the page, or a file; and what is in it. */
export interface DataChoice {
  readonly element: HTMLElement;
  /** What was read last, without fault. */
  csv(): Csv | undefined;
  /** Whether it was too small to split. */
  isWhole(): boolean;
  /** Reads it again, for other columns. */
  readAgain(): Promise<void>;
}

interface Means {
  /** @throws DataError */
  read(csv: Csv): Promise<Contents>;
  readonly alert: Alert;
}

export function makeDataChoice(make: Make, { read, alert }: Means): DataChoice {
  /** What was chosen last, whether or not it is there yet. */
  let wanted: (() => Promise<Csv>) | undefined;
  let sound: Csv | undefined;
  let whole = false;
  const contents = make("div", { id: "contents", "aria-live": "polite" });
  /** Counts choices: what was chosen later may be there sooner. */
  let latest = 0;
  const take = (csv: () => Promise<Csv>): Promise<void> =>
    alert.guard(async () => {
      const mine = ++latest;
      wanted = csv;
      sound = undefined;
      contents.replaceChildren(make("p", { class: "quiet" }, "Reading …"));
      try {
        const chosen = await csv();
        if (mine !== latest) return;
        const found = await read(chosen);
        if (mine !== latest) return;
        sound = chosen;
        whole = found.split.test === 0;
        contents.replaceChildren(...contentsOf(make, chosen, found));
      } catch (error) {
        if (mine !== latest) return;
        contents.replaceChildren();
        throw error;
      }
    });
  const radios = sets.map(({ name, about }) => {
    const radio = document.createElement("input");
    Object.assign(radio, { type: "radio", name: "set", id: `set-${name}`, value: name });
    radio.addEventListener(
      "change",
      () => void take(async () => ({ name, address: `./${name}`, bytes: await fetchFile(name) })),
    );
    return make("div", { class: "check" }, radio, make("label", { for: radio.id }, `${name}: ${about}`));
  });
  const ofFile = (file: File): void => {
    for (const radio of element.querySelectorAll("input")) radio.checked = false;
    void take(async () => ({ name: file.name, bytes: await bytesOf(file) }));
  };
  const element = make(
    "fieldset",
    {},
    make("legend", {}, "Words to learn from"),
    ...radios,
    fileButton(make, "Or a CSV of your own (it stays on your machine)", ".csv,.tsv,.txt,.gz", ofFile),
    contents,
  );
  return {
    element,
    csv: () => sound,
    isWhole: () => whole,
    readAgain: async () => {
      if (wanted) await take(wanted);
    },
  };
}

/** @throws Error with what to do */
export async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new Error(`${printable(file.name)}: cannot be read; choose the file again`, { cause });
  }
}

const charactersShown = 120;
const warningsShown = 5;

function contentsOf(make: Make, { name, address }: Csv, contents: Contents): HTMLElement[] {
  const { labels, alphabet, words, split, warnings } = contents;
  const { train, validation, test } = split;
  const more = alphabet.length > charactersShown ? " …" : "";
  const rows: (readonly [string, ...Child[]])[] = [
    [
      "file",
      `${printable(name, 60)}: ${grouped(words)} different words`,
      ...(address ? [" (", make("a", { href: address, download: name }, "the file"), ")"] : []),
    ],
    ["labels", printable(labels.join(", "), 300)],
    [
      "alphabet",
      `${alphabet.length} characters: ${printable(alphabet.slice(0, charactersShown).join(" "), 400)}${more}`,
    ],
    [
      "split",
      test === 0
        ? "too few to set some aside: all are learned"
        : `${grouped(train)} to learn from, ${grouped(validation)} to watch it by, ${grouped(test)} for the test at the end`,
    ],
  ];
  return [
    make("dl", {}, ...rows.flatMap(([term, ...value]) => [make("dt", {}, term), make("dd", {}, ...value)])),
    ...(warnings.length > 0
      ? [
          make(
            "ul",
            { class: "quiet" },
            ...warnings.slice(0, warningsShown).map((one) => make("li", {}, printable(one, 300))),
          ),
        ]
      : []),
  ];
}
