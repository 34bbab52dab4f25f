// The register blocks of the product: each keeps its part of C in eight vectors (four at the edge) while k runs, which is
// what the adders need to be busy: an addition takes three or four cycles, two begin in each, and eight in flight hide that.
// Joined two by two (../vectors.ts) eight are sixteen: four rows for two.
// A[m, k] stands at A + m·am + k·ak, row k of B at B + k·bk, row m of C at C + m·cm, all in bytes; K is at least 1. Sums
// start at what S has, in rows sm apart.
// The loops count by B's address alone: compilers of today load all operands first, so that registers are what is scarce,
// and a counter more costs a tenth of the speed.

/** sum + a·b in each lane; the relaxed build rounds once or twice, as the processor likes. */
@inline function fma(sum: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, sum) : f32x4.add(sum, f32x4.mul(a, b));
}

/** 4 rows by 16 columns, for joined vectors. */
@inline export function block4x16(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, S: usize, sm: usize, K: i32): void {
  const C1 = C + cm, C2 = C1 + cm, C3 = C2 + cm, S1 = S + sm, S2 = S1 + sm, S3 = S2 + sm, end = B + <usize>K * bk;
  let c00 = v128.load(S), c01 = v128.load(S, 16), c02 = v128.load(S, 32), c03 = v128.load(S, 48);
  let c10 = v128.load(S1), c11 = v128.load(S1, 16), c12 = v128.load(S1, 32), c13 = v128.load(S1, 48);
  let c20 = v128.load(S2), c21 = v128.load(S2, 16), c22 = v128.load(S2, 32), c23 = v128.load(S2, 48);
  let c30 = v128.load(S3), c31 = v128.load(S3, 16), c32 = v128.load(S3, 32), c33 = v128.load(S3, 48);
  let A0 = A, A1 = A0 + am, A2 = A1 + am, A3 = A2 + am;
  do {
    const b0 = v128.load(B), b1 = v128.load(B, 16), b2 = v128.load(B, 32), b3 = v128.load(B, 48);
    const a0 = v128.load32_splat(A0);
    c00 = fma(c00, a0, b0); c01 = fma(c01, a0, b1); c02 = fma(c02, a0, b2); c03 = fma(c03, a0, b3);
    const a1 = v128.load32_splat(A1);
    c10 = fma(c10, a1, b0); c11 = fma(c11, a1, b1); c12 = fma(c12, a1, b2); c13 = fma(c13, a1, b3);
    const a2 = v128.load32_splat(A2);
    c20 = fma(c20, a2, b0); c21 = fma(c21, a2, b1); c22 = fma(c22, a2, b2); c23 = fma(c23, a2, b3);
    const a3 = v128.load32_splat(A3);
    c30 = fma(c30, a3, b0); c31 = fma(c31, a3, b1); c32 = fma(c32, a3, b2); c33 = fma(c33, a3, b3);
    A0 += ak; A1 += ak; A2 += ak; A3 += ak; B += bk;
  } while (B != end);
  v128.store(C, c00); v128.store(C, c01, 16); v128.store(C, c02, 32); v128.store(C, c03, 48);
  v128.store(C1, c10); v128.store(C1, c11, 16); v128.store(C1, c12, 32); v128.store(C1, c13, 48);
  v128.store(C2, c20); v128.store(C2, c21, 16); v128.store(C2, c22, 32); v128.store(C2, c23, 48);
  v128.store(C3, c30); v128.store(C3, c31, 16); v128.store(C3, c32, 32); v128.store(C3, c33, 48);
}

/** 2 rows by 16 columns. */
@inline export function block2x16(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, S: usize, sm: usize, K: i32): void {
  const C1 = C + cm, S1 = S + sm, end = B + <usize>K * bk;
  let c00 = v128.load(S), c01 = v128.load(S, 16), c02 = v128.load(S, 32), c03 = v128.load(S, 48);
  let c10 = v128.load(S1), c11 = v128.load(S1, 16), c12 = v128.load(S1, 32), c13 = v128.load(S1, 48);
  let A0 = A, A1 = A0 + am;
  do {
    const b0 = v128.load(B), b1 = v128.load(B, 16), b2 = v128.load(B, 32), b3 = v128.load(B, 48);
    const a0 = v128.load32_splat(A0);
    c00 = fma(c00, a0, b0); c01 = fma(c01, a0, b1); c02 = fma(c02, a0, b2); c03 = fma(c03, a0, b3);
    const a1 = v128.load32_splat(A1);
    c10 = fma(c10, a1, b0); c11 = fma(c11, a1, b1); c12 = fma(c12, a1, b2); c13 = fma(c13, a1, b3);
    A0 += ak; A1 += ak; B += bk;
  } while (B != end);
  v128.store(C, c00); v128.store(C, c01, 16); v128.store(C, c02, 32); v128.store(C, c03, 48);
  v128.store(C1, c10); v128.store(C1, c11, 16); v128.store(C1, c12, 32); v128.store(C1, c13, 48);
}

/** 1 row by 32 columns. */
@inline export function block1x32(A: usize, ak: usize, B: usize, bk: usize, C: usize, S: usize, K: i32): void {
  const end = B + <usize>K * bk;
  let c0 = v128.load(S), c1 = v128.load(S, 16), c2 = v128.load(S, 32), c3 = v128.load(S, 48);
  let c4 = v128.load(S, 64), c5 = v128.load(S, 80), c6 = v128.load(S, 96), c7 = v128.load(S, 112);
  do {
    const a = v128.load32_splat(A);
    c0 = fma(c0, a, v128.load(B)); c1 = fma(c1, a, v128.load(B, 16)); c2 = fma(c2, a, v128.load(B, 32)); c3 = fma(c3, a, v128.load(B, 48));
    c4 = fma(c4, a, v128.load(B, 64)); c5 = fma(c5, a, v128.load(B, 80)); c6 = fma(c6, a, v128.load(B, 96)); c7 = fma(c7, a, v128.load(B, 112));
    A += ak; B += bk;
  } while (B != end);
  v128.store(C, c0); v128.store(C, c1, 16); v128.store(C, c2, 32); v128.store(C, c3, 48);
  v128.store(C, c4, 64); v128.store(C, c5, 80); v128.store(C, c6, 96); v128.store(C, c7, 112);
}

/** 1 row by 16 columns. */
@inline export function block1x16(A: usize, ak: usize, B: usize, bk: usize, C: usize, S: usize, K: i32): void {
  const end = B + <usize>K * bk;
  let c0 = v128.load(S), c1 = v128.load(S, 16), c2 = v128.load(S, 32), c3 = v128.load(S, 48);
  do {
    const a = v128.load32_splat(A);
    c0 = fma(c0, a, v128.load(B)); c1 = fma(c1, a, v128.load(B, 16)); c2 = fma(c2, a, v128.load(B, 32)); c3 = fma(c3, a, v128.load(B, 48));
    A += ak; B += bk;
  } while (B != end);
  v128.store(C, c0); v128.store(C, c1, 16); v128.store(C, c2, 32); v128.store(C, c3, 48);
}

/** Adds to C[0 … 3] the sums of the lanes of c0 … c3. */
@inline function addLanes(C: usize, c0: v128, c1: v128, c2: v128, c3: v128): void {
  const low01 = i32x4.shuffle(c0, c1, 0, 4, 1, 5), high01 = i32x4.shuffle(c0, c1, 2, 6, 3, 7);
  const low23 = i32x4.shuffle(c2, c3, 0, 4, 1, 5), high23 = i32x4.shuffle(c2, c3, 2, 6, 3, 7);
  const low = f32x4.add(i64x2.shuffle(low01, low23, 0, 2), i64x2.shuffle(low01, low23, 1, 3));
  const high = f32x4.add(i64x2.shuffle(high01, high23, 0, 2), i64x2.shuffle(high01, high23, 1, 3));
  v128.store(C, f32x4.add(v128.load(C), f32x4.add(low, high)));
}

/** 2 rows of A times 4 rows of B, all of `length` bytes, a multiple of 16. */
@inline export function dots2x4(A: usize, am: usize, B: usize, bn: usize, C: usize, cm: usize, length: usize): void {
  const zero = f32x4.splat(0), end = A + length, A1 = am, B1 = bn, B2 = bn + bn, B3 = B2 + bn;
  let c00 = zero, c01 = zero, c02 = zero, c03 = zero, c10 = zero, c11 = zero, c12 = zero, c13 = zero;
  do {
    const b0 = v128.load(B), b1 = v128.load(B + B1), b2 = v128.load(B + B2), b3 = v128.load(B + B3);
    const a0 = v128.load(A), a1 = v128.load(A + A1);
    c00 = fma(c00, a0, b0); c01 = fma(c01, a0, b1); c02 = fma(c02, a0, b2); c03 = fma(c03, a0, b3);
    c10 = fma(c10, a1, b0); c11 = fma(c11, a1, b1); c12 = fma(c12, a1, b2); c13 = fma(c13, a1, b3);
    A += 16; B += 16;
  } while (A != end);
  addLanes(C, c00, c01, c02, c03);
  addLanes(C + cm, c10, c11, c12, c13);
}

/** 1 row of A times 4 rows of B. */
@inline export function dots1x4(A: usize, B: usize, bn: usize, C: usize, length: usize): void {
  const zero = f32x4.splat(0), end = A + length, B1 = bn, B2 = bn + bn, B3 = B2 + bn;
  let c0 = zero, c1 = zero, c2 = zero, c3 = zero;
  do {
    const a = v128.load(A);
    c0 = fma(c0, a, v128.load(B)); c1 = fma(c1, a, v128.load(B + B1)); c2 = fma(c2, a, v128.load(B + B2)); c3 = fma(c3, a, v128.load(B + B3));
    A += 16; B += 16;
  } while (A != end);
  addLanes(C, c0, c1, c2, c3);
}
