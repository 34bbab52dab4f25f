// The register blocks of the product: each keeps its part of C in eight vectors (fewer at the edges) while k runs, which
// is what the adders need to be busy: an addition takes four cycles, and eight of them in flight hide that.
// A[m, k] stands at A + m·am + k·ak, row k of B at B + k·bk, row m of C at C + m·cm, all in bytes.

/** sum + a·b in each lane. */
@inline function fma(sum: v128, a: v128, b: v128): v128 {
  return f32x4.add(sum, f32x4.mul(a, b));
}

/** 4 rows by 8 columns. */
@inline export function block4x8(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, K: i32, add: bool): void {
  const zero = f32x4.splat(0);
  const C1 = C + cm;
  const C2 = C1 + cm;
  const C3 = C2 + cm;
  let c00 = add ? v128.load(C) : zero, c01 = add ? v128.load(C, 16) : zero;
  let c10 = add ? v128.load(C1) : zero, c11 = add ? v128.load(C1, 16) : zero;
  let c20 = add ? v128.load(C2) : zero, c21 = add ? v128.load(C2, 16) : zero;
  let c30 = add ? v128.load(C3) : zero, c31 = add ? v128.load(C3, 16) : zero;
  let A0 = A, A1 = A0 + am, A2 = A1 + am, A3 = A2 + am;
  for (let k = 0; k < K; k++) {
    const b0 = v128.load(B), b1 = v128.load(B, 16);
    const a0 = v128.load32_splat(A0);
    c00 = fma(c00, a0, b0); c01 = fma(c01, a0, b1);
    const a1 = v128.load32_splat(A1);
    c10 = fma(c10, a1, b0); c11 = fma(c11, a1, b1);
    const a2 = v128.load32_splat(A2);
    c20 = fma(c20, a2, b0); c21 = fma(c21, a2, b1);
    const a3 = v128.load32_splat(A3);
    c30 = fma(c30, a3, b0); c31 = fma(c31, a3, b1);
    A0 += ak; A1 += ak; A2 += ak; A3 += ak; B += bk;
  }
  v128.store(C, c00); v128.store(C, c01, 16);
  v128.store(C1, c10); v128.store(C1, c11, 16);
  v128.store(C2, c20); v128.store(C2, c21, 16);
  v128.store(C3, c30); v128.store(C3, c31, 16);
}

/** 2 rows by 16 columns. */
@inline export function block2x16(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, K: i32, add: bool): void {
  const zero = f32x4.splat(0);
  const C1 = C + cm;
  let c00 = add ? v128.load(C) : zero, c01 = add ? v128.load(C, 16) : zero, c02 = add ? v128.load(C, 32) : zero, c03 = add ? v128.load(C, 48) : zero;
  let c10 = add ? v128.load(C1) : zero, c11 = add ? v128.load(C1, 16) : zero, c12 = add ? v128.load(C1, 32) : zero, c13 = add ? v128.load(C1, 48) : zero;
  let A0 = A, A1 = A0 + am;
  for (let k = 0; k < K; k++) {
    const b0 = v128.load(B), b1 = v128.load(B, 16), b2 = v128.load(B, 32), b3 = v128.load(B, 48);
    const a0 = v128.load32_splat(A0);
    c00 = fma(c00, a0, b0); c01 = fma(c01, a0, b1); c02 = fma(c02, a0, b2); c03 = fma(c03, a0, b3);
    const a1 = v128.load32_splat(A1);
    c10 = fma(c10, a1, b0); c11 = fma(c11, a1, b1); c12 = fma(c12, a1, b2); c13 = fma(c13, a1, b3);
    A0 += ak; A1 += ak; B += bk;
  }
  v128.store(C, c00); v128.store(C, c01, 16); v128.store(C, c02, 32); v128.store(C, c03, 48);
  v128.store(C1, c10); v128.store(C1, c11, 16); v128.store(C1, c12, 32); v128.store(C1, c13, 48);
}

/** 1 row by 32 columns. */
@inline export function block1x32(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, K: i32, add: bool): void {
  const zero = f32x4.splat(0);
  let c00 = add ? v128.load(C) : zero, c01 = add ? v128.load(C, 16) : zero, c02 = add ? v128.load(C, 32) : zero, c03 = add ? v128.load(C, 48) : zero, c04 = add ? v128.load(C, 64) : zero, c05 = add ? v128.load(C, 80) : zero, c06 = add ? v128.load(C, 96) : zero, c07 = add ? v128.load(C, 112) : zero;
  let A0 = A;
  for (let k = 0; k < K; k++) {
    const b0 = v128.load(B), b1 = v128.load(B, 16), b2 = v128.load(B, 32), b3 = v128.load(B, 48), b4 = v128.load(B, 64), b5 = v128.load(B, 80), b6 = v128.load(B, 96), b7 = v128.load(B, 112);
    const a0 = v128.load32_splat(A0);
    c00 = fma(c00, a0, b0); c01 = fma(c01, a0, b1); c02 = fma(c02, a0, b2); c03 = fma(c03, a0, b3); c04 = fma(c04, a0, b4); c05 = fma(c05, a0, b5); c06 = fma(c06, a0, b6); c07 = fma(c07, a0, b7);
    A0 += ak; B += bk;
  }
  v128.store(C, c00); v128.store(C, c01, 16); v128.store(C, c02, 32); v128.store(C, c03, 48); v128.store(C, c04, 64); v128.store(C, c05, 80); v128.store(C, c06, 96); v128.store(C, c07, 112);
}

/** 2 rows by 8 columns. */
@inline export function block2x8(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, K: i32, add: bool): void {
  const zero = f32x4.splat(0);
  const C1 = C + cm;
  let c00 = add ? v128.load(C) : zero, c01 = add ? v128.load(C, 16) : zero;
  let c10 = add ? v128.load(C1) : zero, c11 = add ? v128.load(C1, 16) : zero;
  let A0 = A, A1 = A0 + am;
  for (let k = 0; k < K; k++) {
    const b0 = v128.load(B), b1 = v128.load(B, 16);
    const a0 = v128.load32_splat(A0);
    c00 = fma(c00, a0, b0); c01 = fma(c01, a0, b1);
    const a1 = v128.load32_splat(A1);
    c10 = fma(c10, a1, b0); c11 = fma(c11, a1, b1);
    A0 += ak; A1 += ak; B += bk;
  }
  v128.store(C, c00); v128.store(C, c01, 16);
  v128.store(C1, c10); v128.store(C1, c11, 16);
}

/** 1 row by 8 columns. */
@inline export function block1x8(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, K: i32, add: bool): void {
  const zero = f32x4.splat(0);
  let c00 = add ? v128.load(C) : zero, c01 = add ? v128.load(C, 16) : zero;
  let A0 = A;
  for (let k = 0; k < K; k++) {
    const b0 = v128.load(B), b1 = v128.load(B, 16);
    const a0 = v128.load32_splat(A0);
    c00 = fma(c00, a0, b0); c01 = fma(c01, a0, b1);
    A0 += ak; B += bk;
  }
  v128.store(C, c00); v128.store(C, c01, 16);
}

/** 4 rows by 4 columns. */
@inline export function block4x4(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, K: i32, add: bool): void {
  const zero = f32x4.splat(0);
  const C1 = C + cm;
  const C2 = C1 + cm;
  const C3 = C2 + cm;
  let c00 = add ? v128.load(C) : zero;
  let c10 = add ? v128.load(C1) : zero;
  let c20 = add ? v128.load(C2) : zero;
  let c30 = add ? v128.load(C3) : zero;
  let A0 = A, A1 = A0 + am, A2 = A1 + am, A3 = A2 + am;
  for (let k = 0; k < K; k++) {
    const b0 = v128.load(B);
    const a0 = v128.load32_splat(A0);
    c00 = fma(c00, a0, b0);
    const a1 = v128.load32_splat(A1);
    c10 = fma(c10, a1, b0);
    const a2 = v128.load32_splat(A2);
    c20 = fma(c20, a2, b0);
    const a3 = v128.load32_splat(A3);
    c30 = fma(c30, a3, b0);
    A0 += ak; A1 += ak; A2 += ak; A3 += ak; B += bk;
  }
  v128.store(C, c00);
  v128.store(C1, c10);
  v128.store(C2, c20);
  v128.store(C3, c30);
}

/** 1 row by 4 columns. */
@inline export function block1x4(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, K: i32, add: bool): void {
  const zero = f32x4.splat(0);
  let c00 = add ? v128.load(C) : zero;
  let A0 = A;
  for (let k = 0; k < K; k++) {
    const b0 = v128.load(B);
    const a0 = v128.load32_splat(A0);
    c00 = fma(c00, a0, b0);
    A0 += ak; B += bk;
  }
  v128.store(C, c00);
}
