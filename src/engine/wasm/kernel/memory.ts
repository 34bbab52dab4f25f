// Linear memory is handed out from the bottom up and never taken back: an engine lives as long as its memory.

let top: usize = (__heap_base + 63) & ~63;

/** The address of `bytes` zeroed bytes, on a cache line of their own. Traps where the memory cannot grow. */
export function allocate(bytes: usize): usize {
  const start = top;
  top = (start + bytes + 63) & ~63;
  const pages = <i32>((top + 0xffff) >>> 16) - memory.size();
  if (pages > 0 && memory.grow(pages) < 0) unreachable();
  return start;
}
