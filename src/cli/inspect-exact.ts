import { printable } from "../quote.js";
import { formatSteps } from "../recurrence/exact.js";
import type { ExactFindings, ExactWord } from "../report/exact-findings.js";
import { letter } from "../report/letter.js";
import { wrap } from "./inspect-lines.js";
import { bold } from "./output.js";

/** Words on a rung that learns nothing, step by step, as text for a terminal, in lines of at most `columns`. */
export function formatExactly(findings: ExactFindings, columns: number): string {
  const { rung, alphabet, words, collisions } = findings;
  const numbers = alphabet.map((character, number) => `${letter(character)}=${number}`).join(" ");
  const factor = rung.W === 1 ? "" : `${rung.W}·`;
  return [
    [
      ...wrap(`${rung.name}: ${rung.adds}`, columns, 2),
      ...wrap(`h_0 = 0, h_t = ${factor}h_{t-1} + x_t`, columns, 2),
      ...(words.length > 0
        ? wrap(`x: ${numbers}`, columns, 3)
        : wrap(`Give words to see their steps: katze inspect --rung ${rung.name} cat act`, columns, 2)),
    ],
    ...words.map((word) => stepsOfWord(findings, word, columns)),
    ...(collisions.length > 0
      ? [
          collisions.flatMap(({ encoding, words: same }) =>
            wrap(`the same number, ${encoding}: ${same.map((word) => printable(word, 40)).join(", ")}`, columns, 2),
          ),
        ]
      : []),
  ]
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function stepsOfWord(
  { rung }: ExactFindings,
  { word, characters, steps, encoding }: ExactWord,
  columns: number,
): string[] {
  const weights = steps.map(({ weight }, i) => `${letter(characters[i])} ${weight}`).join("  ");
  return [
    ...wrap(`${printable(word)}  ${encoding}`, columns, 2).map(bold),
    ...formatSteps(rung, steps).flatMap((line) => wrap(`  ${line}`, columns, 4)),
    ...(steps.length > 0 ? wrap(`  weights ${rung.W}^(m−t): ${weights}`, columns, 4) : []),
  ];
}
