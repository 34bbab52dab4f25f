import { memoryBars } from "../charts/memory.js";
import { numberLine } from "../charts/number-line.js";
import { normalise } from "../corpus/normalise.js";
import { printable } from "../quote.js";
import { encodings, rounded } from "../recurrence/encoding.js";
import { alphabetOf } from "../recurrence/exact.js";
import type { Make } from "../report/element.js";
import { collisionsOf } from "../report/exact-findings.js";
import { figure } from "../report/figure.js";
import { buttonRow, field, slider } from "./controls.js";
import { ladderTable, shortly } from "./ladder-table.js";
import { lessonOf, weightsSentence } from "./lesson.js";

const given = ["cat", "act", "chat", "katze"];
const mostWords = 12;
const longestWord = 16;

/** The slider counts in twentieths. */
const denominator = 20;

/** The part where a multiplier is on a slider, and words on a line. */
export function makeLadder(make: Make, section: HTMLElement): void {
  const own = document.createElement("input");
  own.id = "own-words";
  own.setAttribute("autocomplete", "off");
  own.setAttribute("spellcheck", "false");
  own.addEventListener("input", () => draw());
  const equation = make("p", { class: "equation large", id: "ladder-equation" });
  const lesson = make("p", { id: "ladder-lesson", role: "status" });
  const alphabetLine = make("p", { class: "equation", id: "ladder-alphabet" });
  const table = make("div", {
    class: "scroll",
    tabindex: "0",
    role: "group",
    "aria-label": "The words and their numbers",
  });
  const pictures = make("div", { class: "pictures" });

  const draw = (): void => {
    const w = { numerator: Math.round(multiplier.value() * denominator), denominator };
    const value = w.numerator / w.denominator;
    const words = [...new Set([...given, ...own.value.split(/[\s,;]+/u)].map((word) => normalise(word, false)))]
      .filter((word) => word !== "")
      .map((word) => [...word].slice(0, longestWord))
      .slice(0, mostWords);
    const alphabet = alphabetOf(words.flat());
    const numbers = words.map((word) => word.map((letter) => alphabet.indexOf(letter)));
    const { exact, scale } = encodings(w, numbers);
    const encoded = words.map((characters, i) => ({
      characters,
      word: characters.join(""),
      x: numbers[i] ?? [],
      encoding: exact[i] ?? 0n,
      h: rounded(exact[i] ?? 0n, scale),
    }));
    const collisions = collisionsOf(encoded);
    equation.textContent = `h_t = ${shortly(value)}·h_{t-1} + x_t`;
    alphabetLine.textContent = alphabet.map((letter, number) => `${printable(letter)} = ${number}`).join("   ");
    lesson.textContent = lessonOf(
      value,
      collisions.map(({ words: same }) => same),
    );
    const twin = (word: string): string =>
      collisions
        .find(({ words: same }) => same.includes(word))
        ?.words.filter((other) => other !== word)
        .join(", ") ?? "";
    table.replaceChildren(
      ladderTable(
        make,
        encoded.map((one) => ({ ...one, twin: twin(one.word) })),
        value,
      ),
    );
    const shared = new Map(encoded.map(({ encoding, h }) => [encoding, h]));
    const places = [...shared].map(([encoding, at]) => ({
      at,
      names: encoded.filter((one) => one.encoding === encoding).map(({ word }) => printable(word, 20)),
    }));
    const heard = Array.from({ length: 8 }, (_, distance) => ({ distance, gain: value ** distance }));
    const sentence = `${collisions.length > 0 ? `In one place: ${collisions.map(({ words: same }) => same.join(" and ")).join("; ")}.` : "Every word has a place of its own."} Far from 0 the line is drawn closer.`;
    const weights = weightsSentence(value);
    pictures.replaceChildren(
      figure(make, {
        title: "The words on a line",
        sentence,
        picture: numberLine(document, {
          id: "line",
          title: "The words' numbers on a line",
          description: `${sentence} ${places.map(({ at, names }) => `${names.join(" and ")} at ${shortly(at)}`).join(", ")}.`,
          places,
        }),
      }),
      figure(make, {
        title: "How often a letter counts",
        sentence: weights,
        picture: memoryBars(document, {
          id: "weights",
          title: "How often a letter counts in h",
          description: weights,
          heard,
        }),
      }),
    );
  };
  const multiplier = slider(make, {
    id: "multiplier",
    label: "Multiplier",
    min: 0,
    max: 3,
    step: 1 / denominator,
    value: 1,
    format: shortly,
    move: () => draw(),
  });
  section.append(
    make("h2", { id: "ladder-title" }, "Why 2h + x remembers"),
    make(
      "p",
      {},
      "The smallest network that remembers keeps one number, h. Give every letter a number x, from 0 on. Start with h = 0. At each letter, multiply h and add the letter’s number: h_t, which is h after letter t, is made of h_{t-1}, which it was before, and x_t. Move the multiplier from 1 to 2, and watch cat and act.",
    ),
    make(
      "div",
      { class: "controls" },
      multiplier.element,
      buttonRow(
        make,
        "Multipliers to try",
        [0, 0.5, 1, 2, 3].map((number) => ({ text: `× ${number}`, press: () => multiplier.set(number) })),
      ),
      field(
        make,
        "Your own words",
        own,
        `Up to ${mostWords - given.length}, of ${longestWord} letters at most, set apart by spaces. New letters change the letters’ numbers.`,
      ),
    ),
    equation,
    alphabetLine,
    lesson,
    table,
    pictures,
  );
  draw();
}
