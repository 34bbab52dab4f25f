/** Programs that answer in JSON. */
import { isRecord } from "../../src/model/json.js";
import type { Measured } from "../measurement/rounds.js";
import { type Command, Failure, type Run, type RunOptions, run } from "./program.js";

/** Runs a task that prints one JSON object. Throws Failure. */
export async function ask(
  command: Command,
  options?: RunOptions,
): Promise<{ answer: Record<string, unknown>; run: Run }> {
  const done = await run(command, options);
  const answer = parsed(done.stdout.trim().split("\n").at(-1) ?? "");
  if (!isRecord(answer)) throw new Failure(`${command.args.at(-1)} printed no figures`);
  return { answer, run: done };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Runs a task that prints words a second. Throws Failure. */
export async function rate(command: Command): Promise<Measured> {
  const { answer, run } = await ask(command);
  const figure = answer.wordsPerSecond;
  if (typeof figure !== "number" || !(figure > 0)) throw new Failure("it printed no words a second");
  return { figure, peakMemory: run.peakMemory };
}
