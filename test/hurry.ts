import { onTestFinished, vi } from "vitest";

/** Until the test ends time goes so fast that every step of a training tells how far it is, and looks for signals. */
export function hurry(): void {
  let now = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => {
    now += 1_000;
    return now;
  });
  onTestFinished(() => clock.mockRestore());
}
