import { ModelError } from "../errors.js";
import { lengthBytes } from "./safetensors.js";

/** The checksum of a file that is not sealed yet: the first of its metadata, so that its place in the file is fixed. */
export const noChecksum = "0".repeat(64);

const beforeChecksum = '{"__metadata__":{"checksum":"';
const checksumStart = lengthBytes + beforeChecksum.length;

/** Puts into a safetensors file, where its zeros stand, the sha256 of the file with those zeros. */
export async function seal(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  bytes.set(new TextEncoder().encode(await sha256(bytes)), checksumStart);
  return bytes;
}

/** Whether a file is as it was sealed; puts the zeros back. Throws `refuse` of what is wrong. */
export async function verifySeal(
  file: Uint8Array<ArrayBuffer>,
  checksum: string | undefined,
  refuse: (problem: string) => ModelError,
): Promise<void> {
  const start = new TextDecoder().decode(file.subarray(lengthBytes, checksumStart));
  if (start !== beforeChecksum) throw refuse("its header does not begin with the checksum");
  file.fill(0x30, checksumStart, checksumStart + noChecksum.length);
  if ((await sha256(file)) !== checksum) throw refuse("it was changed: its checksum does not match");
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto;
  if (subtle === undefined) {
    throw new ModelError("the browser offers no checksums to this page; open it by https, from localhost or as a file");
  }
  const digest = await subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
