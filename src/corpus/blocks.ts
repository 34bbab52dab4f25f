/** Whole records of a CSV, as text. */
export interface Block {
  readonly text: string;
  /** A quote stands somewhere in it. */
  readonly isQuoted: boolean;
  /** It is the begin of a record longer than the limit, and the last block. */
  readonly isTorn: boolean;
}

const lineFeed = 10;
const carriageReturn = 13;
const quotationMark = 34;

/**
 * Cuts text into blocks after the last record end of each piece. A line break ends a record where the quotes before it
 * pair up; where they are misplaced, the first misplaced one is in the same block as all that its record has before it.
 *
 * @param longest UTF-16 code units that a record may have, which bounds the memory
 */
export async function* cutBlocks(texts: AsyncIterable<string>, longest: number): AsyncGenerator<Block> {
  let carried = "";
  let held = "";
  let quoted = false;
  let within = false;
  for await (const text of texts) {
    // A CR at the end waits: it may be half of a CRLF.
    const piece = held + text;
    held = piece.endsWith("\r") ? "\r" : "";
    const length = piece.length - held.length;
    let end = 0;
    let quotedAfterEnd: boolean = quoted;
    for (let i = 0; i < length; i++) {
      const unit = piece.charCodeAt(i);
      if (unit === quotationMark) {
        within = !within;
        quoted = true;
        quotedAfterEnd = true;
      } else if (!within && (unit === lineFeed || unit === carriageReturn)) {
        end = i + 1;
        quotedAfterEnd = false;
      }
    }
    if (end > 0) {
      yield { text: carried + piece.slice(0, end), isQuoted: quoted, isTorn: false };
      carried = piece.slice(end, length);
      quoted = quotedAfterEnd;
    } else {
      carried += piece.slice(0, length);
    }
    if (carried.length > longest) {
      yield { text: carried, isQuoted: quoted, isTorn: true };
      return;
    }
  }
  const text = carried + held;
  if (text !== "") yield { text, isQuoted: quoted, isTorn: false };
}
