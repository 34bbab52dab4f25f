/** Runs the program on a terminal: one that util-linux's `script` makes. */
import { execFileSync, spawn } from "node:child_process";
import { environment, folder, type Outcome, outcomeOf, program } from "./katze.js";

const isThere = (): boolean => {
  try {
    return execFileSync("script", ["--version"], { stdio: "pipe" }).includes("util-linux");
  } catch {
    return false; // no such program, or another system's, which knows no --version
  }
};
export const hasTerminal = isThere();

export interface TerminalOptions {
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Shell words after the command, such as `2>file`. */
  readonly redirection?: string;
  /** Told of all that stands on the terminal so far, with a way to type on it. */
  readonly watch?: (text: string, type: (keys: string) => void) => void;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Runs `katze …`; its stdout holds all that the terminal was sent, as it was sent. */
export async function onTerminal(args: readonly string[], options: TerminalOptions = {}): Promise<Outcome> {
  const { columns = 80, env, redirection = "", watch } = options;
  const command = [process.execPath, program, ...args].map(quoted).join(" ");
  const script = `stty cols ${columns} rows 24; exec ${command} ${redirection}`;
  const child = spawn("script", ["-qefc", script, "/dev/null"], {
    cwd: folder,
    env: environment({ TERM: "xterm", SHELL: "/bin/sh", ...env }),
  });
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => {
    text += chunk;
    watch?.(text, (keys) => child.stdin.write(keys));
  });
  if (watch === undefined) child.stdin.end();
  const outcome = await outcomeOf(child);
  child.stdin.destroy();
  return outcome;
}

export interface Screen {
  /** What stands on the screen in the end; rows without spaces at their ends. */
  readonly rows: readonly string[];
  /** How many rows were full, so that their text went on in the next one. */
  readonly wraps: number;
}

/** What a terminal shows of a text. Knows CR, LF, colours and "erase to the end of the row"; throws on all else. */
export function screenOf(text: string, columns: number): Screen {
  const rows: string[][] = [[]];
  let column = 0;
  let wraps = 0;
  const show = (character: string): void => {
    if (character === "\r") column = 0;
    else if (character === "\n") rows.push([]);
    else if (/\p{Cc}/u.test(character)) throw new Error(`the terminal was sent ${JSON.stringify(character)}`);
    else if (column === columns) {
      wraps++;
      rows.push([character]);
      column = 1;
    } else rows.at(-1)?.splice(column++, 1, character);
  };
  const [start = "", ...sequences] = text.split("\u001b[");
  for (const character of start) show(character);
  for (const sequence of sequences) {
    const [, command = "", rest = ""] = /^([\d;]*[A-Za-z])(.*)$/su.exec(sequence) ?? [];
    if (command === "K") rows.at(-1)?.splice(column);
    else if (!command.endsWith("m")) throw new Error(`the terminal was sent the sequence ${JSON.stringify(sequence)}`);
    for (const character of rest) show(character);
  }
  return { rows: rows.map((row) => row.join("").trimEnd()), wraps };
}
