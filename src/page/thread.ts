import address from "katze:worker";
import { type Remote, wrap } from "comlink";
import type { Work } from "./worker.js";

/** Starts a second thread. `onFault` is told where it cannot start, or ends by a fault that nobody waits for. */
export function startThread(onFault: (message: string) => void): Remote<Work> {
  const worker = new Worker(address, { type: "module" });
  worker.addEventListener("error", ({ message }) => {
    onFault(`the page's worker failed: ${message || "its script could not be loaded"}; load the page again`);
  });
  return wrap<Work>(worker);
}
