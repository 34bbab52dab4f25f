/** Line breaks, other controls, and characters that are invisible or turn the direction of the text around them. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** Latin-1 without its hidden characters: what most text is, told at a glance. */
const visible = /^[ -~\u{a0}-\u{ac}\u{ae}-\u{ff}]*$/u;

const escaped = (character: string): string =>
  character === "\n"
    ? "\\n"
    : character === "\r"
      ? "\\r"
      : character === "\t"
        ? "\\t"
        : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** Text from outside as a message may show it: hidden characters escaped, cut to `limit` code points. */
export const printable = (text: string, limit = 200): string => {
  if (text.length <= limit && visible.test(text)) return text;
  // A code point takes at most two units, so the rest of a long text is never looked at.
  const characters = [...text.slice(0, 2 * limit + 2)];
  const shown = characters.slice(0, limit).join("").replace(hidden, escaped);
  return characters.length > limit ? `${shown}…` : shown;
};

/** A word, label or field in double quotes as a message may show it. */
export const quote = (text: string, limit = 40): string => `"${printable(text.replace(/["\\]/gu, "\\$&"), limit)}"`;
