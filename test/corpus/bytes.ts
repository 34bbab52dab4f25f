/** Bytes as a file gives them: in chunks of `size`. */
export async function* chunked(bytes: Uint8Array, size = 1 << 16): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** UTF-16 with its byte order mark; lone surrogates stay as they are. */
export const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  [0xfeff, ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))].forEach((unit, i) => {
    view.setUint16(2 * i, unit, littleEndian);
  });
  return new Uint8Array(view.buffer);
};

export const csv = (text: string, size?: number): AsyncGenerator<Uint8Array> => chunked(utf8(text), size);
