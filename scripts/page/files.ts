/** What the page reads: models and words, as they are in the repository or chosen from there. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import naughtyWords from "naughty-words";
import { readRows } from "../../src/corpus/csv.js";
import { openFile } from "../../src/corpus/file.js";
import { normalise } from "../../src/corpus/normalise.js";
import { splitOf, splits } from "../../src/corpus/split.js";
import { spread } from "../../src/inspection/reading.js";

const root = new URL("../../", import.meta.url);
const path = (name: string): string => fileURLToPath(new URL(name, root));

/** Rows of the sample, for a training of a minute. */
const sampleRows = 2000;

/** Words of each label to compare with: the most frequent ones of those that training never saw, none that a school would not name. */
const wordsOfLabel = 800;

/** A cat, from before. */
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M4 4l8 6h8l8-6v16a12 9 0 0 1-24 0z" fill="#0b5fa5"/><path d="M10 18h4M18 18h4" stroke="#fff" stroke-width="3"/></svg>\n';

/** The files by name. */
export async function filesOfPage(): Promise<(readonly [name: string, content: string | Uint8Array])[]> {
  const words = await readFile(path("data/words.csv"), "utf8");
  return [
    ["words.safetensors", await readFile(path("models/words.safetensors"))],
    ["words.csv", words],
    ["words-2000.csv", sampleOf(words)],
    ["cats.csv", await readFile(path("data/cats.csv"))],
    ["dictionary.csv", await dictionary()],
    ["icon.svg", icon],
  ];
}

/** Rows at even distances; a word under several labels may lose one. */
function sampleOf(csv: string): string {
  const [header = "", ...rows] = csv.trimEnd().split("\n");
  return `${[header, ...spread(rows, sampleRows)].join("\n")}\n`;
}

async function dictionary(): Promise<string> {
  const file = path("data/words.csv");
  const rude = new Set([...naughtyWords.en, ...naughtyWords.fr, ...naughtyWords.de]);
  const labels = new Map<string, { readonly word: string; readonly count: number }[]>();
  for await (const rows of readRows(openFile(file).chunks, file)) {
    for (const { word, label, count = 1 } of rows) {
      if (splits[splitOf(normalise(word, false))] !== "test" || rude.has(word)) continue;
      const known = labels.get(label) ?? [];
      known.push({ word, count });
      labels.set(label, known);
    }
  }
  const rows = [...labels].flatMap(([label, words]) =>
    words
      .sort((a, b) => b.count - a.count)
      .slice(0, wordsOfLabel)
      .map(({ word, count }) => `${word},${label},${count}`),
  );
  return `${["word,language,count", ...rows].join("\n")}\n`;
}
