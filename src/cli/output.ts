import { fileFault } from "../files/fault.js";

let isReaderGone = false;
let leaveWithReader = (): void => process.exit(0);

// A reader that has seen enough (`| head`) is no fault: the command ends, or goes on where it has more to do than to print.
let fault: unknown;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  isReaderGone = error.code === "EPIPE";
  if (isReaderGone) leaveWithReader();
  else fault = fileFault("write", "standard output", error);
});

// What standard error has to say is for whoever listens; the command goes on without one.
process.stderr.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** From now on the command goes on when nobody reads standard output any more. */
export const goOnWithoutReader = (): void => {
  leaveWithReader = () => {};
};

/** Writes to standard output, and waits where its reader is slower than we are. Throws a FileError where it cannot be written. */
export async function print(text: string): Promise<void> {
  if (isReaderGone) return;
  await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  if (fault) throw fault;
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
