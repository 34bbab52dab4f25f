/** What the Embedding Projector makes of files that are loaded, by the rules of its own reader. */

/** The points of a file of vectors: lines that are not blank, numbers between tabs, two at least and as many in each. */
export function readPoints(text: string): Float32Array[] {
  const points = linesOf(text).map((line) => {
    const cells = line.trim().split("\t");
    if (Number.isNaN(Number(cells[0]))) throw new Error(`${cells[0]} would be taken for a label`);
    return Float32Array.from(cells, Number);
  });
  const size = points[0]?.length ?? 0;
  if (size < 2) throw new Error("a vector of one dimension");
  if (points.some((point) => point.length !== size)) throw new Error("vectors of different dimensions");
  return points;
}

/** One record a point: by the header's names where the first line has a tab, else each line a label. */
export function readMetadata(text: string): Readonly<Record<string, string | undefined>>[] {
  const lines = linesOf(text);
  const hasHeader = lines[0]?.includes("\t") ?? false;
  const names = hasHeader ? (lines[0]?.split("\t") ?? []) : ["label"];
  return lines.slice(hasHeader ? 1 : 0).map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(names.map((name, i) => [name, cells[i]]));
  });
}

const linesOf = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "");
