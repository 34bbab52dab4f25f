import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { widthOf } from "../../src/evaluation/display.js";
import { evaluate } from "../../src/evaluation/metrics.js";
import { formatEvaluation } from "../../src/evaluation/report.js";
import { corpusOf, everyWord, probabilitiesOf } from "./corpus.js";

const animals = await corpusOf([
  ["cat", "English"],
  ["act", "English"],
  ["chat", "French"],
  ["katze", "German"],
]);
const evaluation = evaluate(
  probabilitiesOf([0.75, 0.125, 0.125], [0.125, 0.75, 0.125], [0.25, 0.5, 0.25], [0, 0, 1]),
  animals,
  everyWord(animals),
);

/** C labels with two words each, every prediction one label beside the true one. */
const wrongEvaluation = async (labels: readonly string[]) => {
  const corpus = await corpusOf(
    labels.flatMap(
      (label, i) =>
        [
          [`${label}${i}a`, label],
          [`${label}${i}b`, label],
        ] as const,
    ),
  );
  const C = corpus.labels.length;
  const probabilities = new Float32Array(corpus.words.length * C);
  everyWord(corpus).forEach((word, i) => {
    const truth = corpus.targets.label[corpus.targets.start[word] ?? 0] ?? 0;
    probabilities[i * C + ((truth + 1) % C)] = 1;
  });
  return evaluate(probabilities, corpus, everyWord(corpus));
};

describe("the report", () => {
  it("says everything that is known of the predictions", () => {
    expect(formatEvaluation(evaluation, { columns: 80, title: "words.safetensors on animals.csv" })).toBe(
      `words.safetensors on animals.csv

words               4
accuracy       75.0 %  95 % interval 30.1 % to 95.4 %
any label      75.0 %  predicted label is one of the word's
macro F1       77.8 %
cross-entropy   0.765  nats a word
calibration    25.0 %  expected error of the probabilities

label    precision   recall       F1  words
English    100.0 %   50.0 %   66.7 %      2
French      50.0 %  100.0 %   66.7 %      1
German     100.0 %  100.0 %  100.0 %      1

true \\ predicted  English  French  German
English                 1       1       0
French                  0       1       0
German                  0       0       1

mistaken word  true     predicted  probability
cat            English  French          75.0 %

characters  words  accuracy
         3      2    50.0 %  ##########..........
         4      1   100.0 %  ####################
         5      1   100.0 %  ####################`,
    );
  });

  it("stays within its columns, whatever the words and labels", async () => {
    const hard = [
      "猫".repeat(30),
      "e\u0301".repeat(60),
      "ｗ".repeat(60),
      "👩🏽‍🚀".repeat(20),
      "\u202e\u001b[31mred",
      "ש".repeat(60),
    ];
    const few = await wrongEvaluation(hard);
    const labels = Array.from({ length: 100 }, (_, i) => `${i}${hard[i % hard.length]}`.padEnd(60, "-"));
    const many = await wrongEvaluation(labels);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.constantFrom(few, many, evaluation), (columns, any) => {
        const text = formatEvaluation(any, { columns, title: "猫".repeat(100) });
        expect(Math.max(...text.split("\n").map(widthOf))).toBeLessThanOrEqual(columns);
      }),
      { numRuns: 40 },
    );
  });

  it("keeps every number whole on 80 columns, beside labels of 60 characters", async () => {
    const many = await wrongEvaluation(Array.from({ length: 100 }, (_, i) => `${i}`.padStart(3, "0").padEnd(60, "x")));
    const lines = formatEvaluation(many, { columns: 80, title: "" }).split("\n");
    expect(lines.filter((line) => /^0\d\dx+…? +0\.0 % +0\.0 % +0\.0 % +2$/u.test(line))).toHaveLength(50);
    expect(lines).toContain("and 50 more labels, none of more words");
    expect(lines.filter((line) => /^\d{3}x+… {2}\d{3}x+… +2 +100\.0 %$/u.test(line))).toHaveLength(15);
    expect(lines.filter((line) => /^\d{3}x+… +\d{3}x+… +\d{3}x+… +100\.0 %$/u.test(line))).toHaveLength(10);
  });

  it("lists confusions where a matrix would not fit", async () => {
    const nine = await wrongEvaluation([..."abcdefghi"]);
    const eight = await wrongEvaluation([..."abcdefgh"]);
    expect(formatEvaluation(nine, { columns: 80, title: "" })).toMatch(/^a +b +2 +100\.0 %$/mu);
    expect(formatEvaluation(eight, { columns: 80, title: "" })).toContain("true \\ predicted");
    expect(formatEvaluation(eight, { columns: 50, title: "" })).not.toContain("true \\ predicted");
    expect(formatEvaluation(eight, { columns: 50, title: "" })).toMatch(/^a +b +2 +100\.0 %$/mu);
  });

  it("leaves out mistakes where there are none", () => {
    const right = evaluate(probabilitiesOf([1, 0, 0]), animals, Uint32Array.of(0));
    const text = formatEvaluation(right, { columns: 80, title: "" });
    expect(text).not.toContain("mistaken");
    expect(text).not.toContain("\n\n\n");
  });

  it("pools the longest words", async () => {
    const corpus = await corpusOf(
      Array.from({ length: 40 }, (_, i) => ["x".repeat(i + 1), i % 2 ? "odd" : "even"] as const),
    );
    const any = evaluate(new Float32Array(80).fill(0.5), corpus, everyWord(corpus));
    const lines = formatEvaluation(any, { columns: 80, title: "" }).split("\n");
    expect(lines.slice(-2)).toEqual([
      "        19      1   100.0 %  ####################",
      "       20+     21    47.6 %  ##########..........",
    ]);
  });

  it("shows escape sequences, controls and bidi marks of words, labels and title escaped", async () => {
    const any = await wrongEvaluation(["a\u001b[31mb", "c\u202ed"]);
    const text = formatEvaluation(any, { columns: 80, title: "x\u0007\r\ny" });
    expect(text).toContain("a\\u{1b}[31mb");
    expect(text).toContain("c\\u{202e}d");
    expect(text).toContain("x\\u{7}\\r\\ny");
    expect(text).not.toMatch(/[^\P{C}\n]/u);
  });
});
