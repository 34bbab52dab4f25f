// The most that vectors without fused multiply-add can do: registers alone, nothing loaded or stored in the loop. Sums are
// as many as registers hold beside their factor, or nearly, and more than the adders need to be busy; each grows by a
// multiple of itself, so that no compiler can take a product out of the loop.

export { product } from "../../src/engine/wasm/kernel/product";

/** Multiply-adds of four floats in one turn of the loop: with vectors of four, and of eight. */
export const SUMS: i32 = 13, JOINED_SUMS: i32 = 24;

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

/** The same for an engine that joins two vectors to one of eight: it looks for two stores side by side, and for what they need. */
export function joinedPeak(turns: i32, p: usize): void {
  const a = v128.load32_splat(p, 24 << 4);
  let c0 = v128.load(p, 0 << 4), c1 = v128.load(p, 1 << 4), c2 = v128.load(p, 2 << 4), c3 = v128.load(p, 3 << 4);
  let c4 = v128.load(p, 4 << 4), c5 = v128.load(p, 5 << 4), c6 = v128.load(p, 6 << 4), c7 = v128.load(p, 7 << 4);
  let c8 = v128.load(p, 8 << 4), c9 = v128.load(p, 9 << 4), c10 = v128.load(p, 10 << 4), c11 = v128.load(p, 11 << 4);
  let c12 = v128.load(p, 12 << 4), c13 = v128.load(p, 13 << 4), c14 = v128.load(p, 14 << 4), c15 = v128.load(p, 15 << 4);
  let c16 = v128.load(p, 16 << 4), c17 = v128.load(p, 17 << 4), c18 = v128.load(p, 18 << 4), c19 = v128.load(p, 19 << 4);
  let c20 = v128.load(p, 20 << 4), c21 = v128.load(p, 21 << 4), c22 = v128.load(p, 22 << 4), c23 = v128.load(p, 23 << 4);
  for (let i = 0; i < turns; i++) {
    c0 = f32x4.add(c0, f32x4.mul(c0, a)); c1 = f32x4.add(c1, f32x4.mul(c1, a)); c2 = f32x4.add(c2, f32x4.mul(c2, a));
    c3 = f32x4.add(c3, f32x4.mul(c3, a)); c4 = f32x4.add(c4, f32x4.mul(c4, a)); c5 = f32x4.add(c5, f32x4.mul(c5, a));
    c6 = f32x4.add(c6, f32x4.mul(c6, a)); c7 = f32x4.add(c7, f32x4.mul(c7, a)); c8 = f32x4.add(c8, f32x4.mul(c8, a));
    c9 = f32x4.add(c9, f32x4.mul(c9, a)); c10 = f32x4.add(c10, f32x4.mul(c10, a)); c11 = f32x4.add(c11, f32x4.mul(c11, a));
    c12 = f32x4.add(c12, f32x4.mul(c12, a)); c13 = f32x4.add(c13, f32x4.mul(c13, a)); c14 = f32x4.add(c14, f32x4.mul(c14, a));
    c15 = f32x4.add(c15, f32x4.mul(c15, a)); c16 = f32x4.add(c16, f32x4.mul(c16, a)); c17 = f32x4.add(c17, f32x4.mul(c17, a));
    c18 = f32x4.add(c18, f32x4.mul(c18, a)); c19 = f32x4.add(c19, f32x4.mul(c19, a)); c20 = f32x4.add(c20, f32x4.mul(c20, a));
    c21 = f32x4.add(c21, f32x4.mul(c21, a)); c22 = f32x4.add(c22, f32x4.mul(c22, a)); c23 = f32x4.add(c23, f32x4.mul(c23, a));
  }
  v128.store(p, c0, 0 << 4); v128.store(p, c1, 1 << 4); v128.store(p, c2, 2 << 4); v128.store(p, c3, 3 << 4);
  v128.store(p, c4, 4 << 4); v128.store(p, c5, 5 << 4); v128.store(p, c6, 6 << 4); v128.store(p, c7, 7 << 4);
  v128.store(p, c8, 8 << 4); v128.store(p, c9, 9 << 4); v128.store(p, c10, 10 << 4); v128.store(p, c11, 11 << 4);
  v128.store(p, c12, 12 << 4); v128.store(p, c13, 13 << 4); v128.store(p, c14, 14 << 4); v128.store(p, c15, 15 << 4);
  v128.store(p, c16, 16 << 4); v128.store(p, c17, 17 << 4); v128.store(p, c18, 18 << 4); v128.store(p, c19, 19 << 4);
  v128.store(p, c20, 20 << 4); v128.store(p, c21, 21 << 4); v128.store(p, c22, 22 << 4); v128.store(p, c23, 23 << 4);
}
