import type { ReadOptions } from "../corpus/csv.js";

/** A CSV as the page has it: the bytes of a file, and how to read them. */
export interface Csv {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where the page has it; undefined for a file of one's own. */
  readonly address?: string;
  readonly options?: Omit<ReadOptions, "onSkip" | "labelColumn"> & { readonly labelColumn?: string | undefined };
}

/** The bytes as a stream of one piece. */
export async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** sha256, hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
