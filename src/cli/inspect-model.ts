import { cutTo, shown } from "../evaluation/display.js";
import { grouped, percent } from "../evaluation/figures.js";
import { formatTable } from "../evaluation/table.js";
import { sayHidden } from "../model/groups.js";
import { printable } from "../quote.js";
import { rungOf } from "../recurrence/ladder.js";
import { gatesInWords } from "../report/gates.js";
import { letter } from "../report/letter.js";
import type { ModelFindings } from "../report/model-findings.js";
import { bar, wrap } from "./inspect-lines.js";

const barWidth = 40;
const eigenvaluesListed = 6;
const distancesListed = 20;
const charactersListed = 60;

/** What a model has learned, as text for a terminal, in lines of at most `columns`. */
export const formatModel = (findings: ModelFindings, path: string, columns: number): string =>
  [
    overview(findings, path, columns),
    multiplier(findings, columns),
    gates(findings, columns),
    memory(findings, columns),
    saturation(findings, columns),
    neighbours(findings, columns),
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => cutTo(line, columns)).join("\n"))
    .join("\n\n");

function overview({ model, parameters }: ModelFindings, path: string, columns: number): string[] {
  const { rung, alphabet, labels, reading, training } = model;
  const facts = [
    ["rung", `${rung}: ${rungOf(rung).adds}`],
    ["labels", printable(labels.join(", "), 1000)],
    ["alphabet", `${grouped(alphabet.length)} characters: ${alphabet.slice(0, 200).map(letter).join(" ")}`],
    ["h", sayHidden(model)],
    ["learned", `${grouped(parameters)} numbers`],
    [
      "words",
      `${reading.keepCase ? "in their own case" : "in lower case"}${reading.endMark ? ", then an end mark" : ""}`,
    ],
    [
      "settings",
      printable(
        Object.entries(training)
          .flatMap(([name, value]) => `${name} ${value}`)
          .join(", "),
        1000,
      ),
    ],
  ];
  return [shown(path), ...facts.flatMap(([name = "", fact]) => wrap(`${name.padEnd(10)}${fact}`, columns, 10))];
}

function multiplier({ model, multiplier, spectrum }: ModelFindings, columns: number): string[] {
  if (multiplier !== undefined) {
    const learned = rungOf(model.rung).W === "multiple" ? "a learned number" : "fixed";
    return [`multiplier ${Number(multiplier.toPrecision(6))}, ${learned}: what h is multiplied by at each letter`];
  }
  if (!spectrum) return [];
  const { eigenvalues, radius } = spectrum;
  const rows = eigenvalues
    .filter(({ im }) => im >= 0)
    .slice(0, eigenvaluesListed)
    .map(({ re, im, modulus }) => [
      modulus.toFixed(3),
      bar(modulus / (radius || 1), barWidth),
      im === 0 ? minus(re) : `${minus(re)} ± ${im.toFixed(3)}i`,
    ]);
  return [
    "What became of the 2",
    ...wrap(
      `W multiplies h at each letter, in each of its directions by an eigenvalue; the largest, its spectral radius, is ${radius.toFixed(3)}. The largest by modulus:`,
      columns - 2,
    ).map((line) => `  ${line}`),
    ...formatTable(rows, ["right", "left", "left"], columns - 2).map((line) => `  ${line}`),
  ];
}

function gates({ gates: found }: ModelFindings, columns: number): string[] {
  if (!found) return [];
  return ["What became of the 2", ...wrap(`${gatesInWords(found)}.`, columns - 2).map((line) => `  ${line}`)];
}

const minus = (number: number): string => number.toFixed(3).replace("-", "−");

function memory({ memory: heard, model }: ModelFindings, columns: number): string[] {
  if (!heard || heard.length === 0) return [];
  const gains = heard.map(({ gain }) => gain);
  const most = Math.max(...gains, 1e-12);
  const isWide = most > 1000 * Math.min(...gains);
  const rows = heard
    .slice(0, distancesListed)
    .map(({ distance, gain }) => [
      distance === 0 ? "the last" : `${distance} before`,
      gain.toPrecision(3),
      isWide ? "" : bar(gain / most, barWidth),
    ]);
  return [
    "How far back a letter is heard",
    ...wrap(
      `How much of a small change of what a letter adds reaches h at the word's end${model.reading.endMark ? ", where the last is the end mark" : ""}; a sum hears every letter with 1.`,
      columns - 2,
    ).map((line) => `  ${line}`),
    ...formatTable(rows, ["left", "right", "left"], columns - 2).map((line) => `  ${line}`),
  ];
}

function saturation({ saturation: found }: ModelFindings, columns: number): string[] {
  if (!found) return [];
  return [
    "How much tanh squeezes",
    ...wrap(
      `${percent(found.saturated)} of the numbers in h are beyond ±0.9; on average a step lets ${percent(found.slope)} of a small change through.`,
      columns - 2,
    ).map((line) => `  ${line}`),
  ];
}

function neighbours({ neighbours: found }: ModelFindings, columns: number): string[] {
  if (!found) return [];
  const cells = [...found]
    .slice(0, charactersListed)
    .map(([character, near]) => `${letter(character)} ~ ${near.map((one) => letter(one.character)).join(" ")}`);
  const across = 4;
  const down = Math.ceil(cells.length / across);
  const rows = Array.from({ length: down }, (_, i) =>
    Array.from({ length: across }, (_, j) => cells[j * down + i] ?? ""),
  );
  const left = found.size - Math.min(found.size, charactersListed);
  return [
    "Characters that h takes for alike: the nearest by the angle between rows of U",
    ...formatTable(
      rows,
      Array.from({ length: across }, () => "left"),
      columns - 2,
    ).map((line) => `  ${line}`),
    ...(left > 0 ? [`  and ${grouped(left)} more characters`] : []),
  ];
}
