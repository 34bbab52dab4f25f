import { once } from "node:events";

let isReaderGone = false;
let leaveWithReader = (): void => process.exit(0);

// A reader that has seen enough (`| head`) is no fault: the command ends, or goes on where it has more to do than to print.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  isReaderGone = true;
  leaveWithReader();
});

// What standard error has to say is for whoever listens; the command goes on without one.
process.stderr.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** From now on the command goes on when nobody reads standard output any more. */
export const goOnWithoutReader = (): void => {
  leaveWithReader = () => {};
};

/** Writes to standard output, and waits where its reader is slower than we are. */
export async function print(text: string): Promise<void> {
  if (isReaderGone || process.stdout.write(text)) return;
  try {
    await once(process.stdout, "drain");
  } catch (error) {
    if (!isReaderGone) throw error;
  }
}

/** One line to standard error, for progress and warnings. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const paint = (code: number, text: string): string =>
  process.stdout.isTTY && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text;
/** Text that stands out, or back, on a terminal with colours. */
export const bold = (text: string): string => paint(1, text);
export const dim = (text: string): string => paint(2, text);
