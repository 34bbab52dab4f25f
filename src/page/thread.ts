import address from "katze:worker";
import { wrap } from "comlink";
import type { Work } from "./worker.js";

/** A second thread's work, to be asked for from here. */
export type Thread = {
  readonly [Name in keyof Work]: (...given: Parameters<Work[Name]>) => Promise<Awaited<ReturnType<Work[Name]>>>;
};

/**
 * Starts a second thread. `onFault` is told where it cannot start, or ends by a fault that nobody waits for; then whatever
 * was asked of it, and is later, is refused.
 */
export function startThread(onFault: (message: string) => void): Thread {
  const worker = new Worker(address, { type: "module" });
  const remote = wrap<Work>(worker);
  const waiting = new Set<(fault: Error) => void>();
  let fault: Error | undefined;
  worker.addEventListener("error", ({ message }) => {
    fault = new Error(`the page's worker failed: ${message || "its script could not be loaded"}; load the page again`);
    onFault(fault.message);
    for (const refuse of waiting) refuse(fault);
  });
  const orFault = <T>(ask: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (fault) return reject(fault);
      waiting.add(reject);
      ask()
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  return {
    open: (...given) => orFault(() => remote.open(...given)),
    compare: (...given) => orFault(() => remote.compare(...given)),
    measure: (...given) => orFault(() => remote.measure(...given)),
    read: (...given) => orFault(() => remote.read(...given)),
    train: (...given) => orFault(() => remote.train(...given)),
    goOn: (...given) => orFault(() => remote.goOn(...given)),
    stop: (...given) => orFault(() => remote.stop(...given)),
  };
}
