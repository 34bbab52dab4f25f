/** The report as one file: pictures drawn here, no script, nothing from elsewhere. */
import { parseHTML } from "linkedom";
import { printable } from "../quote.js";
import { equationsOf } from "../recurrence/ladder.js";
import { type Child, type Make, maker } from "./element.js";
import { exactCard } from "./exact-card.js";
import type { ExactFindings } from "./exact-findings.js";
import type { ModelFindings } from "./model-findings.js";
import { modelSection } from "./model-section.js";
import { style } from "./style.js";
import type { WordFindings } from "./word-findings.js";
import type { WordMap } from "./word-path.js";
import { wordSection } from "./word-section.js";

/** Pictures carry their own colours inline; nothing else may load, and nothing may run. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export interface ModelReport {
  /** The model file's name. */
  readonly name: string;
  readonly findings: ModelFindings;
  readonly words: readonly WordFindings[];
  readonly map: WordMap | undefined;
}

export function modelReport({ name, findings, words, map }: ModelReport): string {
  const { model } = findings;
  const equations = equationsOf(model.rung);
  const step = equations.length > 3 ? "lines" : "line";
  const file = printable(name, 80);
  const title = words.length > 0 ? `How ${file} reads ${listed(words)}` : `What ${file} has learned`;
  return page(title, (document, make) => [
    make("p", { class: "equation" }, equations.join("\n")),
    make(
      "p",
      {},
      `The network keeps one list of numbers, h. Each letter changes it by the ${step} in the middle; the last line reads an answer off it.`,
    ),
    ...words.map((word, i) => wordSection(document, make, model, word, map, `word-${i}`)),
    modelSection(document, make, findings, words, map),
  ]);
}

export function exactReport(findings: ExactFindings): string {
  const { rung, alphabet, words, collisions } = findings;
  const factor = rung.W === 1 ? "" : `${rung.W}·`;
  return page(words.length > 0 ? `${rung.name}: ${listed(words)}` : `The rung ${rung.name}`, (document, make) => [
    make("p", {}, `This rung ${rung.adds}. It learns nothing: letters have their numbers, and h is one number.`),
    make("p", { class: "equation" }, `h_0 = 0\nh_t = ${factor}h_{t-1} + x_t`),
    make("p", { class: "equation" }, alphabet.map((character, i) => `${printable(character)} = ${i}`).join("  ")),
    ...collisions.map(({ encoding, words: same }) =>
      make("p", {}, `The same number, ${encoding}: ${same.map((word) => printable(word, 40)).join(", ")}.`),
    ),
    make(
      "div",
      { class: "pictures" },
      ...words.map((word, i) => exactCard(document, make, findings, word, `word-${i}`)),
    ),
  ]);
}

const listed = (words: readonly { readonly word: string }[]): string =>
  words
    .slice(0, 6)
    .map(({ word }) => printable(word, 24))
    .join(", ") + (words.length > 6 ? `, … (${words.length} words)` : "");

/** linkedom writes a title's text as it is, and a word may be `</title>`. */
const escapeTitle = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function page(title: string, content: (document: Document, make: Make) => Child[]): string {
  const { document } = parseHTML('<!doctype html><html lang="en"><head></head><body></body></html>');
  const make = maker(document);
  document.head.append(
    make("meta", { charset: "utf-8" }),
    make("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    make("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    make("title", {}, escapeTitle(title)),
    make("style", {}, style),
  );
  document.body.append(make("main", {}, make("h1", {}, title), ...content(document, make)));
  return `${document.toString()}\n`;
}
