const ascii = /^[\0-\x7f]*$/u;

/** Visible ASCII and the lower-case letters of Latin-1, which nothing below changes; the first without capitals. */
const settled = /^[!-@[-~ß-ÿ]*$/u;
const settledButCase = /^[!-~ß-ÿ]*$/u;

/**
 * The one spelling under which a word is learned and predicted: NFKC (composed letters, ligatures and full-width letters
 * become plain ones), without white space around it, lower-cased unless keepCase. Idempotent.
 */
export const normalise = (word: string, keepCase: boolean): string => {
  if ((keepCase ? settledButCase : settled).test(word)) return word;
  if (ascii.test(word)) return keepCase ? word.trim() : word.trim().toLowerCase();
  const composed = word.normalize("NFKC").trim();
  return keepCase ? composed : composed.toLowerCase().normalize("NFKC");
};
