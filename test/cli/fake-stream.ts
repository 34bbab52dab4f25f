/** An output of this process that a test reads, and may say is a terminal. */
import { Writable } from "node:stream";
import { onTestFinished } from "vitest";

export interface FakeStream {
  /** Makes the stream fail, as where its reader is gone. */
  readonly fail: (code: string) => boolean;
  /** What was written since the last call. */
  readonly read: () => string;
}

export interface FakeOptions {
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
  /** Told of all that is written. */
  readonly onWrite?: (text: string) => void;
}

/** Stands in for standard output or standard error until the test ends. */
export function fakeStream(
  name: "stdout" | "stderr",
  { isTTY = false, columns = 80, onWrite }: FakeOptions = {},
): FakeStream {
  let text = "";
  const stream = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      onWrite?.(String(chunk));
      done();
    },
  });
  const real = Object.getOwnPropertyDescriptor(process, name);
  if (!real) throw new Error(`no ${name}`);
  const value = Object.assign(stream, { isTTY, columns, hasColors: () => isTTY });
  Object.defineProperty(process, name, { value, configurable: true });
  onTestFinished(() => {
    Object.defineProperty(process, name, real);
  });
  return {
    fail: (code) => stream.emit("error", Object.assign(new Error("write failed"), { code })),
    read: () => {
      const read = text;
      text = "";
      return read;
    },
  };
}
