/** Runs every test that provokes a fault of the list, and prints a table: the fault, what must happen, the tests, what came of them. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isRecord } from "../src/model/json.js";
import { idPattern, rows } from "../test/faults/rows.js";

interface Result {
  readonly name: string;
  readonly status: string;
}

/** Runs the tests and gives what became of each, by the rows that its name has. */
function runTests(): ReadonlyMap<string, readonly Result[]> {
  const folder = mkdtempSync(join(tmpdir(), "katze-faults-"));
  const report = join(folder, "report.json");
  const vitest = ["vitest", "run", "-t", "[A-Z]\\d{1,2}: ", "--reporter=json", `--outputFile=${report}`];
  const { error } = spawnSync("npx", vitest, {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (error) throw error;
  const read: unknown = JSON.parse(readFileSync(report, "utf8"));
  rmSync(folder, { recursive: true });
  const results = new Map<string, Result[]>();
  for (const { parts, status } of resultsIn(read)) {
    for (const part of parts) {
      const id = idPattern.exec(part)?.[0];
      if (id === undefined) continue;
      const name = parts.slice(parts.indexOf(part)).join(", ").slice(`${id}: `.length);
      results.set(id, [...(results.get(id) ?? []), { name, status }]);
    }
  }
  return results;
}

/** The tests of vitest's report, each with the titles around it. */
function resultsIn(report: unknown): { parts: string[]; status: string }[] {
  const list = (of: unknown, field: string): unknown[] => {
    const value = isRecord(of) ? of[field] : undefined;
    return Array.isArray(value) ? value : [];
  };
  return list(report, "testResults")
    .flatMap((file) => list(file, "assertionResults"))
    .filter(isRecord)
    .map((test) => ({
      parts: [...list(test, "ancestorTitles"), test.title].map(String),
      status: String(test.status),
    }));
}

const results = runTests();
const cell = (text: string): string => text.replaceAll("|", "\\|");
console.log("| row | fault | must happen | tests | outcome |\n| --- | --- | --- | --- | --- |");
for (const { id, fault, must } of rows) {
  const tests = (results.get(id) ?? []).filter(({ status }) => status !== "skipped");
  const failed = tests.filter(({ status }) => status !== "passed").length;
  const names = [...new Set(tests.map(({ name }) => name))];
  const shown = names.slice(0, 3).join("; ") + (names.length > 3 ? `; and ${names.length - 3} more` : "");
  const outcome = tests.length === 0 ? "not run here" : failed > 0 ? `${failed} failed` : `${tests.length} passed`;
  console.log(`| ${[id, fault, must, shown, outcome].map(cell).join(" | ")} |`);
  if (failed > 0 || tests.length === 0) process.exitCode = 1;
}
