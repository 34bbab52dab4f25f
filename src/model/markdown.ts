/**
 * Controls, surrogates, private characters, and what is invisible or turns the direction of the text: from, to. Listed by
 * number, since what the classes of Unicode hold differs between engines.
 */
const hidden = [
  [0x0, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x600, 0x605],
  [0x61c, 0x61c],
  [0x6dd, 0x6dd],
  [0x70f, 0x70f],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xf8ff],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xffff],
  [0xe0000, 0x10ffff],
] as const;

/** What means something inside a line of GitHub's Markdown. */
const special = /[\\`*_[\]<>|~&:$@#!]/gu;

const longest = 60;

export type Align = "left" | "right";

/** Under a table's header. */
const rules: Readonly<Record<Align, string>> = { left: "---", right: "---:" };

/** Text from outside as a Markdown line or cell may show it: none of it is markup, hidden characters are escaped, cut to 60. */
export const escapeMarkdown = (text: string): string => {
  const characters = [...text.slice(0, 2 * longest + 2)];
  const shown = characters.slice(0, longest).map(visible).join("");
  return `${shown}${characters.length > longest ? "…" : ""}`.replace(special, "\\$&").replace(/(www)\./giu, "$1\\.");
};

/** A table of escaped cells, the header first. */
export const formatMarkdownTable = (rows: readonly (readonly string[])[], align: readonly Align[]): string => {
  const [head = [], ...body] = rows;
  return [head, align.map((side) => rules[side]), ...body].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
};

/** A line of code, indented: nothing inside can end the block. */
export const codeLine = (text: string): string => `    ${Array.from(text, visible).join("")}`;

const visible = (character: string): string => {
  const codePoint = character.codePointAt(0) ?? 0;
  const isHidden = hidden.some(([from, to]) => from <= codePoint && codePoint <= to);
  return isHidden ? `\\u{${codePoint.toString(16)}}` : character;
};
