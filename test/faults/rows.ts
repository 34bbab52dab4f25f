/** What may go wrong, and what must happen then. Tests that provoke a row's fault have its id and a colon in their name. */
export interface Row {
  readonly id: string;
  readonly fault: string;
  readonly must: string;
}

/**
 * Exit codes: 2 wrong usage, 3 bad data, 4 bad model, 5 file system. Every failure is one line, without a stack trace,
 * and leaves every file as it was.
 */
const table: readonly (readonly [id: string, fault: string, must: string])[] = [
  ["M1", "model file short by 1, 4, half its bytes; empty; a directory; missing", "4 (5 for missing, directory)"],
  ["M2", "bytes after the end", "4"],
  ["M3", "NaN or infinity in a parameter", "4, names the tensor"],
  ["M4", "any single bit flipped", "4 (checksum), or the header no longer parses"],
  ["M5", "a tensor's shape wrong, negative, fractional, or 10⁹×10⁹", "4, nothing allocated"],
  ["M6", "unknown version, format, rung, dtype", "4, names what it found and what it knows"],
  ["M7", "header larger than 16 MB, not UTF-8, deeply nested, duplicate key, `__proto__`, `1e400`", "4, no pollution"],
  ["M8", "tensors overlap or leave a hole", "4"],
  ["M9", "alphabet or labels do not match the shapes", "4"],
  [
    "K1",
    "kill −9 at any moment of training, 200 times",
    "the model and the checkpoint are the old or the new one, whole",
  ],
  [
    "K2",
    "disk full, file size limit, EIO while writing, read-only folder",
    "5; the old file intact, no temporary file left; a folder that cannot be written is found before training starts",
  ],
  ["K3", "resume after a kill", "the final model equals the uninterrupted one, byte for byte"],
  ["K4", "newest checkpoint damaged", "the one before is used, with a warning"],
  ["K5", "resume with other data or settings", "3 or 2, says which changed"],
  ["K6", "two trainings into one file", "the second is refused"],
  ["K7", "SIGINT, SIGTERM", "checkpoint written, 130 or 143; a second SIGINT stops at once"],
  ["C1", "UTF-8 with BOM; UTF-16 LE and BE with BOM; gzip", "read correctly"],
  ["C2", "invalid UTF-8, lone surrogates", "3, line and byte offset"],
  ["C3", "CRLF, LF, CR, mixed; quotes; newline inside quotes", "read correctly"],
  ["C4", "unclosed quote", "3, the line where it opened"],
  ["C5", "no header, duplicate header, missing column", "3, lists the columns found"],
  ["C6", "`;` or tab as delimiter", "detected"],
  ["C7", "header only, empty file, one label only, one word only", "3, says why nothing can be learned"],
  [
    "C8",
    "rows too short or too long, blank rows, empty word or label",
    "3 with the line, or skipped and counted with `--skip-bad-rows`; never dropped silently",
  ],
  [
    "C9",
    "duplicate rows; one word under several labels; labels that differ in case or spaces only",
    "merged; kept as a distribution; a warning that names them",
  ],
  ["C10", "NFC against NFD; ligatures; full-width letters", "same word, same prediction"],
  [
    "C11",
    "emoji, ZWJ sequences, combining marks, right-to-left, zero-width, control characters, NUL",
    "characters are Unicode code points after NFC; shown escaped; never a crash",
  ],
  [
    "C12",
    "a word of 1 MB; 10,000 characters; a CSV of 10 million rows",
    "3 with the limit (settable); memory stays bounded",
  ],
  [
    "C13",
    "count that is negative, zero, fractional, text, 1e308",
    "3 with the line, except zero (skipped, counted) and fractional (allowed)",
  ],
  ["C14", "the file changes or disappears while it is read", "3 or 5, never a mixed model"],
  [
    "P1",
    "predict with an empty word, spaces only, no known character",
    "a result that says so (`unknown`), never a confident label",
  ],
  ["P2", "predict piped into `head`; a slow reader", "quiet end; memory bounded"],
  ["P3", "100 million lines on standard input", "constant memory, order kept"],
  ["O1", "a word such as `=1+1` exported to CSV", "stays text in a spreadsheet, reads back as it was"],
  ["O2", "escape sequences, CR, bidi controls in words or labels printed on a terminal", "shown escaped"],
  [
    "O3",
    "`</script>`, `<!--`, `<img onerror>` in words or labels on a page",
    "shown as text; the content security policy allows no script but the page's own (by file, or by hash in a self-contained report)",
  ],
  [
    "N1",
    "learning rate 10⁶; logits of ±10⁴; a word of 10,000 characters",
    "finite or a clear stop; the best model so far is kept; no NaN is ever saved",
  ],
  ["N2", "every parameter's gradient", "equals finite differences and the other engine"],
];

export const rows: readonly Row[] = table.map(([id, fault, must]) => ({ id, fault, must }));

/** The row that a test's name, or a part of it, begins with. */
export const idPattern = /^[A-Z]\d{1,2}(?=: )/u;
