import { printable } from "../quote.js";
import type { Make } from "../report/element.js";

/** A place for what went wrong, read out at once. */
export interface Alert {
  readonly element: HTMLElement;
  show(error: unknown): void;
  clear(): void;
  /** Runs work; what it throws is shown here. */
  guard(work: () => Promise<void>): Promise<void>;
}

/** One line, as on the command line. */
const lineOf = (error: unknown): string => printable(error instanceof Error ? error.message : `${error}`, 500);

export function makeAlert(make: Make): Alert {
  const element = make("p", { class: "alert", role: "alert" });
  const alert: Alert = {
    element,
    show: (error) => {
      element.textContent = lineOf(error);
    },
    clear: () => {
      element.textContent = "";
    },
    guard: async (work) => {
      alert.clear();
      try {
        await work();
      } catch (error) {
        alert.show(error);
      }
    },
  };
  return alert;
}
