import { once } from "node:events";

/** Writes to standard output, and waits where its reader is slower than we are. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** One line to standard error, for progress and warnings. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Whether standard output gets colours: a terminal, and no NO_COLOR. */
export const colours = (): boolean => process.stdout.isTTY === true && !process.env.NO_COLOR;

const paint = (code: number, text: string): string => (colours() ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = (text: string): string => paint(1, text);
export const dim = (text: string): string => paint(2, text);
