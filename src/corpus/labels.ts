import { DataError } from "../errors.js";
import { quote } from "../quote.js";

/** Beyond this a label column is taken for something else. */
const mostLabels = 10_000;

/** Distinct labels, trimmed and in NFC, in the order of their first appearance. */
export class LabelTable {
  readonly #numbers = new Map<string, number>();

  constructor(
    readonly name: string,
    readonly column: string,
  ) {}

  /** The label's number; throws a DataError beyond 10,000 labels. */
  add(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const label = text.trim().normalize("NFC");
    const spelled = this.#numbers.get(label);
    if (spelled !== undefined) return spelled;
    if (this.#numbers.size === mostLabels) {
      throw new DataError(
        `${this.name}: more than ${mostLabels} different labels in column ${quote(this.column)}; is this really the label column?`,
      );
    }
    const number = this.#numbers.size;
    // A copy: a part of a text keeps the whole text alive.
    this.#numbers.set([...label].join(""), number);
    return number;
  }

  /** The labels sorted by UTF-16 code units, and the place there of each number given out. */
  sorted(): { labels: string[]; place: Uint16Array } {
    const labels = [...this.#numbers.keys()].sort();
    const place = new Uint16Array(labels.length);
    labels.forEach((label, i) => {
      place[this.#numbers.get(label) ?? 0] = i;
    });
    return { labels, place };
  }
}
