import type { Instance } from "./kernel.js";

/** A place in the kernel's memory that is used again and again, and moved where its content outgrows it. */
export class Region {
  #at = 0;
  #room = 0;

  constructor(readonly instance: Instance) {}

  /** Room for that many bytes, as they were left. Returns the address. */
  reserve(bytes: number): number {
    if (bytes > this.#room) {
      const room = Math.ceil(bytes * 1.25);
      this.#at = this.instance.kernel.allocate(room) >>> 0;
      this.#room = room; // not before there is any
    }
    return this.#at;
  }

  /** Copies numbers here. Returns the address. */
  put(data: Uint16Array | Uint32Array | Float32Array): number {
    const at = this.reserve(data.byteLength);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    new Uint8Array(this.instance.memory.buffer, at, data.byteLength).set(bytes);
    return at;
  }
}

/** The kernel's floats from an address on: a view that the next allocation may end. */
export const floatsAt = ({ memory }: Instance, at: number, length: number): Float32Array =>
  new Float32Array(memory.buffer, at >>> 0, length);
