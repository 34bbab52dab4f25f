import { describe, expect, it } from "vitest";
import { type Corpus, selectWords } from "../../src/corpus/corpus.js";
import { evaluate } from "../../src/evaluation/metrics.js";
import { modelCard } from "../../src/model/card.js";
import type { Model } from "../../src/model/model.js";
import { corpusOf } from "../evaluation/corpus.js";
import { kitten } from "./samples.js";

/** The card of a model that gives every word the same probabilities. */
const cardOf = (corpus: Corpus, probabilities: readonly number[], model: Partial<Model> = {}): string => {
  const words = selectWords(corpus, "test");
  const evaluation = evaluate(Float32Array.from([...words].flatMap(() => probabilities)), corpus, words);
  return modelCard(
    { ...kitten, labels: corpus.labels, ...model },
    { name: "models/kitten.safetensors", corpus, evaluation, command: "katze train words.csv" },
  );
};

describe("a card", () => {
  it("reads so, of three words that are all told", async () => {
    const corpus = await corpusOf([
      ["cat", "English"],
      ["Katze", "German"],
      ["Kater", "German"],
    ]);
    // In the order of the words: Kater, Katze, cat.
    const evaluation = evaluate(Float32Array.of(0, 1, 0, 1, 1, 0), corpus, selectWords(corpus, "test"));
    const command = "katze train words.csv";
    expect(modelCard(kitten, { name: "models/kitten.safetensors", corpus, evaluation, command })).toBe(
      `# kitten.safetensors

A katze model: it reads a word character by character and tells which label the word carries.

    h_0 = 0,   h_t = tanh(W·h_{t-1} + U[x_t]),   o = softmax(V·h_m + c)

|  |  |
| --- | --- |
| rung | rnn: tanh after each step: the recurrent network |
| numbers in h | 2 |
| known characters | 3 |
| labels | 2 |
| learned numbers | 20 |
| letter case | ignored |
| end mark | yes |
| temperature | 1, by which V and c are divided already |

## Data

The file words.csv, sha256 \`0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\`: 3 rows, 3 distinct words.

Too few words to hold some out: all are training words.

| words that carry | train | validation | test |
| --- | ---: | ---: | ---: |
| English | 1 | 0 | 0 |
| German | 2 | 0 | 0 |
| any label | 3 | 0 | 0 |

## Settings

| setting | value |
| --- | --- |
| engine | wasm |
| epochs | 3 |
| learning-rate | 0.001 |
| shuffle | true |

## Figures on the training words

|  |  |
| --- | ---: |
| words | 3 |
| accuracy | 100.0 % (95 % interval 43.9 % to 100.0 %) |
| predicted label is any of the word's | 100.0 % |
| macro F1 | 100.0 % |
| cross-entropy, nats a word | 0.0000 |
| expected calibration error | 0.0 % |

| label | precision | recall | F1 | words |
| --- | ---: | ---: | ---: | ---: |
| English | 100.0 % | 100.0 % | 100.0 % | 1 |
| German | 100.0 % | 100.0 % | 100.0 % | 2 |

Words by true label (row) and predicted label (column):

|  | English | German |
| --- | ---: | ---: |
| English | 1 | 0 |
| German | 0 | 2 |

| characters | words | accuracy |
| ---: | ---: | ---: |
| 3 | 1 | 100.0 % |
| 5 | 2 | 100.0 % |

## Train it again

    katze train words.csv

The same data, settings and seed give the same file, byte for byte, on every machine.
`,
    );
  });

  it("says where case and word ends are read otherwise", async () => {
    const corpus = await corpusOf([
      ["cat", "English"],
      ["Katze", "German"],
    ]);
    const usual = cardOf(corpus, [1, 0]).split("\n");
    const other = cardOf(corpus, [1, 0], { reading: { keepCase: true, endMark: false } }).split("\n");
    expect(other.filter((line, i) => line !== usual[i])).toEqual([
      "| learned numbers | 18 |", // one row of U less
      "| letter case | kept |",
      "| end mark | no |",
    ]);
  });

  it("has a section for what is mistaken, and says that words are in one split alone", async () => {
    const rows = Array.from({ length: 300 }, (_, i) => [`w${i}`, i % 2 === 0 ? "English" : "German"] as const);
    const blocks = cardOf(await corpusOf(rows), [0.75, 0.25]).split("\n\n");
    expect(blocks.filter((block) => block.startsWith("#"))).toEqual([
      "# kitten.safetensors",
      "## Data",
      "## Settings",
      "## Test figures",
      "## Where it fails",
      "## Train it again",
    ]);
    expect(blocks[blocks.indexOf("## Data") + 2]).toBe("A word's split depends on the word alone; no word is in two.");
    expect(blocks[blocks.indexOf("## Where it fails") + 1]).toBe(
      "The most confident mistakes: the predicted label is none of the word's.",
    );
  });

  it("lists 100 labels, and says how many more there are only where there are more", async () => {
    const labelled = (count: number) =>
      corpusOf(Array.from({ length: count }, (_, i) => [`w${i}`, `l${i}`] as const)).then((corpus) => {
        const blocks = cardOf(
          corpus,
          corpus.labels.map(() => 1 / count),
        ).split("\n\n");
        return blocks.slice(blocks.indexOf("## Data") + 3, blocks.indexOf("## Settings"));
      });
    const [table, ...rest] = await labelled(100);
    expect(table?.split("\n")).toHaveLength(2 + 100 + 1);
    expect(rest).toEqual([]);
    const [cut, ...said] = await labelled(103);
    expect(cut?.split("\n")).toHaveLength(2 + 100 + 1);
    expect(said).toEqual(["3 more labels are not listed."]);
  });
});
