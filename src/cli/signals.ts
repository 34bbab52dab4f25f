import { Stopped } from "./run.js";

/** Runs work that a first SIGINT or SIGTERM stops at its next pause, with advice how to go on; a second one ends the process at once. */
export async function untilSignal(advice: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals): void => {
    if (name !== "SIGINT" && name !== "SIGTERM") return;
    const stopped = new Stopped(name, advice);
    if (controller.signal.aborted) process.exit(stopped.exitCode);
    controller.abort(stopped);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    await work(controller.signal);
  } finally {
    process.off("SIGINT", stop);
    process.off("SIGTERM", stop);
  }
}
