import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { killTrainings } from "../../scripts/soak/kills.js";
import { createWorld } from "../../scripts/soak/world.js";

const folder = mkdtempSync(join(tmpdir(), "katze-kill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Two hundred and more by npm run soak -- --kills 200.
it("K1: a training that is killed leaves every file whole, and is resumed to the same bytes", async () => {
  const { kills, resumed } = await killTrainings(await createWorld(folder), 1, 5);
  expect(kills).toBe(5);
  expect(resumed).toBeGreaterThan(0);
});
