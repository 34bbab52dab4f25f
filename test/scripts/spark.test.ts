import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonPath } from "../../scripts/python/python.js";
import { encodeOnnx } from "../../src/export/onnx/onnx.js";
import { Classifier } from "../../src/model/classifier.js";
import { loadModel } from "../../src/model/file.js";
import build from "../build.js";
import { mayBeSkipped as isPythonMissing, python } from "../export/python.js";
import { thousandWords } from "../export/words.js";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "katze-spark-"));
afterAll(() => rmSync(folder, { recursive: true }));
const graph = join(folder, "words.onnx");
const shipped = await loadModel(at("models/words.safetensors"));

const hasJava = spawnSync("java", ["-version"]).status === 0;
const mayBeSkipped = isPythonMissing || (!hasJava && process.env.CI !== "true");
const aMinute = 60_000;

describe.skipIf(mayBeSkipped)("scripts/spark (needs Java, and Python, see KATZE_PYTHON)", () => {
  beforeAll(() => {
    build();
    writeFileSync(graph, encodeOnnx(shipped));
  });

  it(
    "answers every word that comes with katze as predict does, and tells how fast both are",
    () => {
      const script = at("scripts/spark/compare.ts");
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [
          "--import",
          import.meta.resolve("tsx"),
          script,
          at("data/words.csv"),
          "--model",
          at("models/words.safetensors"),
        ],
        { encoding: "utf8" },
      );
      expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
      expect(stdout).toMatch(/94,583 rows, 88,424 words: 0 with another label,\n0 without one/u);
      expect(stdout).toMatch(/^predict, from start to end +[\d.]+ +[\d,]+$/mu);
      expect(stdout).toMatch(/^Spark's job on local\[2\], once it runs +[\d.]+ +[\d,]+$/mu);
      console.log(stdout);
    },
    5 * aMinute,
  );

  it(
    "labels a Parquet column, and leaves the other columns as they are",
    async () => {
      const words = [null, ...(await thousandWords())];
      // An id beyond 2^53 beside none at all, as JSON that Python reads exactly.
      const rows = words.map(
        (word, i) =>
          `{"term":${JSON.stringify(word)},"id":${i % 2 ? `90071992547409${1000 + i}` : "null"},"tags":["t",null]}`,
      );
      python([at("test/scripts/parquet.py"), "write", join(folder, "in.parquet")], `[${rows}]`);
      const columns = ["--column", "term", "--label-column", "language", "--probability-column", "sure"];
      const out = join(folder, "out");
      python([
        at("scripts/spark/label.py"),
        "--master",
        "local[2]",
        "--model",
        graph,
        ...columns,
        join(folder, "in.parquet"),
        out,
      ]);
      const labelled: Row[] = JSON.parse(python([at("test/scripts/parquet.py"), "read", out]));

      const key = (row: Pick<Row, "term" | "id">): string => JSON.stringify([row.term, row.id]);
      const answers = new Map(labelled.map((row) => [key(row), row]));
      expect(labelled).toHaveLength(words.length);
      const expected = await (await Classifier.create(shipped)).predict(words.map((word) => word ?? ""));
      for (const [i, term] of words.entries()) {
        const id = i % 2 ? `90071992547409${1000 + i}` : null;
        const { language, sure, tags } = answers.get(key({ term, id })) ?? { language: "missing" };
        expect({ term, language }).toEqual({ term, language: term === null ? null : expected[i]?.label });
        expect(tags).toEqual(["t", null]);
        if (term === null) expect(sure).toBe(null);
        else expect(Math.abs((sure ?? Number.NaN) - (expected[i]?.probability ?? Number.NaN))).toBeLessThan(1e-5);
      }
    },
    2 * aMinute,
  );

  it.each<[string, string, RegExp]>([
    ["a column that is not there", "word", /no column 'word' in .*columns\.csv; it has name, place$/u],
    ["a folder that is there already", "name", /\[PATH_ALREADY_EXISTS\]/u],
  ])(
    "refuses %s, in one line",
    (_, column, message) => {
      const csv = join(folder, "columns.csv");
      writeFileSync(csv, "name,place\nkatze,here\n");
      const flags = ["--master", "local[1]", "--format", "csv", "--model", graph, "--column", column];
      const { status, stderr } = spawnSync(pythonPath ?? "", [at("scripts/spark/label.py"), ...flags, csv, folder], {
        encoding: "utf8",
      });
      expect(status).toBe(2);
      expect(stderr.trimEnd().split("\n").at(-1)).toMatch(message);
    },
    aMinute,
  );
});

interface Row {
  readonly term: string | null;
  readonly id: string | null;
  readonly tags?: readonly (string | null)[];
  readonly language: string | null;
  readonly sure?: number | null;
}
