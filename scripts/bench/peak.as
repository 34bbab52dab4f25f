// The most that 128-bit vectors without fused multiply-add can do: registers alone, nothing loaded or stored in the loop.
// Thirteen sums are as many as registers hold beside their factor, and more than the adders need to be busy; each grows by
// a multiple of itself, so that no compiler can take a product out of the loop.

export { product } from "../../src/engine/wasm/kernel/product";

/** Multiply-adds of four floats in one turn of the loop. */
export const SUMS: i32 = 13;

export function peak(turns: i32, p: usize): f32 {
  const a = v128.load(p, 13 << 4);
  let c0 = v128.load(p, 0 << 4), c1 = v128.load(p, 1 << 4), c2 = v128.load(p, 2 << 4), c3 = v128.load(p, 3 << 4);
  let c4 = v128.load(p, 4 << 4), c5 = v128.load(p, 5 << 4), c6 = v128.load(p, 6 << 4), c7 = v128.load(p, 7 << 4);
  let c8 = v128.load(p, 8 << 4), c9 = v128.load(p, 9 << 4), c10 = v128.load(p, 10 << 4), c11 = v128.load(p, 11 << 4);
  let c12 = v128.load(p, 12 << 4);
  for (let i = 0; i < turns; i++) {
    c0 = f32x4.add(c0, f32x4.mul(c0, a)); c1 = f32x4.add(c1, f32x4.mul(c1, a)); c2 = f32x4.add(c2, f32x4.mul(c2, a));
    c3 = f32x4.add(c3, f32x4.mul(c3, a)); c4 = f32x4.add(c4, f32x4.mul(c4, a)); c5 = f32x4.add(c5, f32x4.mul(c5, a));
    c6 = f32x4.add(c6, f32x4.mul(c6, a)); c7 = f32x4.add(c7, f32x4.mul(c7, a)); c8 = f32x4.add(c8, f32x4.mul(c8, a));
    c9 = f32x4.add(c9, f32x4.mul(c9, a)); c10 = f32x4.add(c10, f32x4.mul(c10, a)); c11 = f32x4.add(c11, f32x4.mul(c11, a));
    c12 = f32x4.add(c12, f32x4.mul(c12, a));
  }
  const low = f32x4.add(f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3)), f32x4.add(f32x4.add(c4, c5), f32x4.add(c6, c7)));
  const high = f32x4.add(f32x4.add(f32x4.add(c8, c9), f32x4.add(c10, c11)), c12);
  return f32x4.extract_lane(f32x4.add(low, high), 0);
}
