// Linear memory is handed out from the bottom up and never taken back: an engine lives as long as its memory.

let top: usize = (__heap_base + 63) & ~63;

/** Throws on the binding's side, where errors have words. */
@external("env", "outOfMemory")
declare function outOfMemory(): void;

/** The address of `bytes` zeroed bytes, on a cache line of their own. Throws where 32-bit addresses or the memory end. */
export function room(bytes: u64): usize {
  const start = top, end = (<u64>start + bytes + 63) & ~63;
  const pages = <i64>((end + 0xffff) >>> 16) - <i64>memory.size();
  if (end > 0xffff0000 || (pages > 0 && memory.grow(<i32>pages) < 0)) outOfMemory();
  top = <usize>end;
  return start;
}

/** Entry i of an array of 32-bit numbers. */
@inline export function int(array: usize, i: i32): i32 { return load<i32>(array + (<usize>i << 2)); }
@inline export function float(array: usize, i: i32): f32 { return load<f32>(array + (<usize>i << 2)); }
@inline export function put(array: usize, i: i32, value: i32): void { store<i32>(array + (<usize>i << 2), value); }
@inline export function add(array: usize, i: i32, term: f32): void { store<f32>(array + (<usize>i << 2), float(array, i) + term); }

/** `room` for the binding, whose numbers have 32 bits. */
export function allocate(bytes: usize): usize {
  return room(<u64>bytes);
}
