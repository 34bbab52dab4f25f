// What the head's rows read of h.

import { Network } from "./network";
import { dots } from "./product";

/** Each of n rows of `size` numbers, a multiple of 4, becomes c. */
export function spreadBias(o: usize, c: usize, size: i32, n: i32): void {
  const bytes = <usize>size << 2;
  for (let k: usize = 0; k < <usize>n; k++) memory.copy(o + k * bytes, c, bytes);
}

/** o [n, size] = N·V·h + c of one of N groups: rows of `seen` and V from its first number on. Groups answer alone, and their mean is V·h + c of all of h. */
export function logitsOf(net: Network, seen: usize, V: usize, c: usize, o: usize, size: i32, n: i32): void {
  const bytes = <usize>size << 2;
  if (net.groups == 1) {
    spreadBias(o, c, size, n);
    dots(seen, net.row, V, net.row, o, bytes, n, size, net.Hp);
    return;
  }
  memory.fill(o, 0, <usize>n * bytes);
  dots(seen, net.row, V, net.row, o, bytes, n, size, net.Hg);
  const N = f32x4.splat(<f32>net.groups);
  for (let k: usize = 0; k < <usize>n; k++) {
    for (let b: usize = 0; b < bytes; b += 16) {
      const at = o + k * bytes + b;
      v128.store(at, f32x4.add(f32x4.mul(N, v128.load(at)), v128.load(c + b)));
    }
  }
}
