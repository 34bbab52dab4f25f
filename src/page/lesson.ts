/** What a multiplier does to cat and act, in words. */

const shortly = (number: number): string => `${Number(number.toPrecision(4))}`;

/** What is to be learned at this multiplier; `same` are the words that share a number. */
export function lessonOf(w: number, same: readonly (readonly string[])[]): string {
  const collide = same.some((words) => words.includes("cat") && words.includes("act"));
  const c = `In cat, c is read first and multiplied twice after that, so it counts ${shortly(w * w)} times; in act it is read second, multiplied once, and counts ${shortly(w)} times.`;
  if (w === 0)
    return "Times 0: each letter wipes out all before it. Only the last letter is left, so words that end alike are one.";
  if (w === 1) {
    return "Times 1: a plain sum. Every letter counts once, wherever it stands. cat and act have the same letters, so they have the same number: the order is lost.";
  }
  const effect = w < 1 ? "Earlier letters fade." : "Earlier letters grow.";
  return collide
    ? `${c} Here that comes to the same.`
    : `${c} That is why the two words differ: the same letters, in other places. ${effect}`;
}

/** How often letters count at this multiplier, by their distance from the word's end. */
export function weightsSentence(w: number): string {
  const rule = `A letter is multiplied once for each letter after it, so the last one counts once, the one before ${shortly(w)} times, then ${shortly(w * w)}, then ${shortly(w ** 3)}.`;
  if (w === 0) return `${rule} Nothing is remembered.`;
  if (w < 1) return `${rule} Below 1 the beginning of a word fades.`;
  if (w === 1) return `${rule} All count alike.`;
  return `${rule} Above 1 the beginning of a word drowns the rest, the more the longer the word is.`;
}
