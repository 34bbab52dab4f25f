import type { RungName } from "../recurrence/ladder.js";

/** How a word becomes characters; kept with the model, so that predictions read words as training did. */
export interface Reading {
  /** Keep the case of letters; otherwise words are lower-cased. */
  readonly keepCase: boolean;
  /** Read every word with an end mark after its last character. */
  readonly endMark: boolean;
}

/** How a model file keeps its numbers: as float32, or as halves, binary16 of IEEE 754. */
export type Precision = "f32" | "f16";

/** The numbers that training learns. Row-major float32; A counts the unknown character and the end mark too, G is 1, or 3 where a rung has gates. */
export interface Parameters {
  /** [G·H, H], recurrent; of gates W_z, W_r and W_n one below the other. Where h has groups, 0 between them. */
  readonly W: Float32Array;
  /** [A, G·H], one row a character; of gates U_z, U_r and U_n side by side. */
  readonly U: Float32Array;
  /** [C, H], the head. */
  readonly V: Float32Array;
  /** [C], the head's bias. */
  readonly c: Float32Array;
}

/** Everything that a prediction needs. */
export interface Model {
  readonly rung: RungName;
  /** H, the numbers in h. */
  readonly hidden: number;
  /** N: h consists of so many groups of H/N numbers, the first ones, the next ones and so on, that never see each other. 1 where W is whole. */
  readonly groups: number;
  /** Of all parameters in the file; here they are float32, and where it is `f16` halves hold each of them exactly. */
  readonly precision: Precision;
  /** Known characters, one code point each; a character's number is its place here. Unknown is the number after them, the end mark the next. */
  readonly alphabet: readonly string[];
  /** C distinct labels, in the order of the head's rows. */
  readonly labels: readonly string[];
  readonly reading: Reading;
  readonly parameters: Parameters;
  /**
   * What it was trained with, for people and for training it again: plain JSON, equal for equal trainings. Its temperature
   * is what V and c have been divided by, 1 where it has none.
   */
  readonly training: Readonly<Record<string, string | number | boolean>>;
  /** sha256 of the training CSV's bytes, hexadecimal. */
  readonly data: string;
}
