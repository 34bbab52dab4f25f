import { readFileSync } from "node:fs";

const readme = readFileSync(new URL("../../data/README.md", import.meta.url), "utf8");

/** The cell that data/README.md has beside `name`. */
export function stated(name: string): string | undefined {
  const cells = readme.split("\n").map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")));
  return cells.find(([, first]) => first === name)?.[2];
}

/** The same as a number. */
export const count = (name: string): number => Number(stated(name)?.replaceAll(",", ""));
