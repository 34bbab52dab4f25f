const ascii = /^[\0-\x7f]*$/u;

/**
 * The one spelling under which a word is learned and predicted: NFKC (composed letters, ligatures and full-width letters
 * become plain ones), without white space around it, lower-cased unless keepCase. Idempotent.
 */
export const normalise = (word: string, keepCase: boolean): string => {
  if (ascii.test(word)) return keepCase ? word.trim() : word.trim().toLowerCase();
  const composed = word.normalize("NFKC").trim();
  return keepCase ? composed : composed.toLowerCase().normalize("NFKC");
};
