/** Made-up languages that a small network tells apart quickly. */
const syllables = {
  Highland: ["ka", "to", "mi", "ra", "né"],
  Lowland: ["wu", "lö", "ge", "sy", "ßa"],
} as const;

/** Every word of three and of two syllables, 150 for each language. */
export const inventedWords: readonly (readonly [word: string, label: string])[] = Object.entries(syllables).flatMap(
  ([label, all]) => {
    const two = all.flatMap((first) => all.map((second) => first + second));
    return [...two, ...all.flatMap((first) => two.map((rest) => first + rest))].map((word) => [word, label] as const);
  },
);

/** 300 words, enough to be split. */
export const inventedCsv = (header = "word,language"): string =>
  `${header}\n${inventedWords.map((row) => row.join(",")).join("\n")}\n`;
