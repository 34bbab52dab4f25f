// What the head's rows read of h.

import { dots } from "./product";

/** o [n, size] = scale·V·h + c, where h and V are read from the addresses given on, so many numbers of rows `row` bytes apart; size and numbers are multiples of 4. */
export function logits(h: usize, V: usize, row: usize, numbers: i32, scale: f32, c: usize, o: usize, size: i32, n: i32): void {
  const bytes = <usize>size << 2, factor = f32x4.splat(scale);
  memory.fill(o, 0, <usize>n * bytes);
  dots(h, row, V, row, o, bytes, n, size, numbers);
  for (let k: usize = 0; k < <usize>n; k++) {
    for (let b: usize = 0; b < bytes; b += 16) {
      const at = o + k * bytes + b;
      v128.store(at, f32x4.add(f32x4.mul(factor, v128.load(at)), v128.load(c + b)));
    }
  }
}
