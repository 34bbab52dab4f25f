const quotationMark = 0x22;
const backslash = 0x5c;
const opening: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const closing: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** An object as JSON has it, whatever its fields. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

/**
 * Parses JSON that is exactly what JSON.stringify gives of it, which leaves no room for a key given twice, a number out
 * of range or white space, and that is nested at most `depth` deep.
 * @throws SyntaxError, with what is wrong
 */
export function parseCanonical(text: string, depth: number): unknown {
  if (nesting(text) > depth) throw new SyntaxError(`is nested more than ${depth} deep`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SyntaxError("is no JSON", { cause });
  }
  if (JSON.stringify(value) !== text) {
    throw new SyntaxError(
      "gives a key twice, a number out of range, or is otherwise not written as JSON.stringify would",
    );
  }
  return value;
}

/** How deep brackets stand in brackets, outside of strings; exact for the valid beginning of a text. */
function nesting(text: string): number {
  let open = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString && code === backslash) at++;
    else if (code === quotationMark) inString = !inString;
    else if (inString) continue;
    else if (opening.has(code)) deepest = Math.max(deepest, ++open);
    else if (closing.has(code)) open--;
  }
  return deepest;
}
