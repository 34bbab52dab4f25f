import { describe, expect, it } from "vitest";
import { LabelTable } from "../../src/corpus/labels.js";
import { DataError } from "../../src/errors.js";

const added = (...texts: string[]) => {
  const table = new LabelTable("words.csv", "language");
  return { numbers: texts.map((text) => table.add(text)), ...table.sorted() };
};

describe("LabelTable", () => {
  it("numbers labels as they first appear, and tells where each comes when they are sorted", () => {
    expect(added("German", "French", "German", "English", "french")).toEqual({
      numbers: [0, 1, 0, 2, 3],
      labels: ["English", "French", "German", "french"],
      place: Uint16Array.of(2, 1, 0, 3),
    });
  });

  it("takes spellings of one label for it, whichever comes first", () => {
    expect(added("O\u0308l ", "Öl", "\tO\u0308l", "Öl\u00a0")).toMatchObject({ numbers: [0, 0, 0, 0], labels: ["Öl"] });
    expect(added("Öl", "a b", "a  b")).toMatchObject({ numbers: [0, 1, 2] });
  });

  it("sorts by UTF-16 code units, as strings compare", () => {
    expect(added("\uffff", "🐈", "z", "Z").labels).toEqual(["Z", "z", "🐈", "\uffff"]);
  });

  it("takes ten thousand labels, and those again", () => {
    const table = new LabelTable("words.csv", "lan\nguage");
    for (let i = 0; i < 10_000; i++) expect(table.add(`l${i}`)).toBe(i);
    expect([table.add("l9999"), table.add(" l0 ")]).toEqual([9999, 0]);
    expect(() => table.add("one more")).toThrow(
      new DataError(
        'words.csv: more than 10000 different labels in column "lan\\nguage"; is this really the label column?',
      ),
    );
  });
});
