import { DataError } from "../errors.js";
import { printable } from "../quote.js";

/**
 * The bytes that a gzip file holds, unpacked as they are asked for.
 *
 * @throws DataError where the file is damaged or ends too early
 */
export async function* gunzip(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let readFailure: { error: unknown } | undefined;
  const packed = new ReadableStream<BufferSource>({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(new Uint8Array(value));
      } catch (error) {
        readFailure = { error };
        throw error;
      }
    },
  });
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  // Node's own queue takes a whole file, since it counts chunks against a limit in bytes; this one hands on one by one.
  const paced = new WritableStream<BufferSource>({
    write: (chunk) => writer.write(chunk),
    close: () => writer.close(),
    abort: (reason) => writer.abort(reason),
  });
  const reader = packed.pipeThrough({ readable, writable: paced }).getReader();
  const next = async () => {
    try {
      return await reader.read();
    } catch {
      if (readFailure !== undefined) throw readFailure.error;
      throw new DataError(
        `${printable(name)}: the gzip data is damaged or ends too early; copy or pack the file again`,
      );
    }
  };
  try {
    for (;;) {
      const { done, value } = await next();
      if (done) return;
      yield value;
    }
  } finally {
    // Not reader.cancel(): not every engine passes it on through the decompression. The streams hold no more than memory.
    await iterator.return?.();
  }
}
