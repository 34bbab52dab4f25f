// The one dense product: C[M, N] (+)= A·B.

import { block1x4, block1x8, block1x32, block2x8, block2x16, block4x4, block4x8 } from "./blocks";

/**
 * C[m, n] (+)= Σ_k A[m, k]·B[k, n], summed over k in order, so that no way of cutting rows and columns changes a bit.
 * A[m, k] stands at A + m·am + k·ak (bytes), B and C are row-major with rows of bn and cn floats; N is a multiple of 4.
 */
export function product(
  A: usize,
  am: usize,
  ak: usize,
  B: usize,
  bn: i32,
  C: usize,
  cn: i32,
  M: i32,
  N: i32,
  K: i32,
  add: bool,
): void {
  const bk = (<usize>bn) << 2,
    cm = (<usize>cn) << 2,
    even = N & ~7,
    fours = M & ~3;
  for (let n = 0; n < even; n += 8) {
    const Bn = B + ((<usize>n) << 2),
      Cn = C + ((<usize>n) << 2);
    for (let m = 0; m < fours; m += 4) block4x8(A + <usize>m * am, am, ak, Bn, bk, Cn + <usize>m * cm, cm, K, add);
  }
  if (M & 2) {
    const Am = A + <usize>fours * am,
      Cm = C + <usize>fours * cm;
    let n = 0;
    for (; n + 16 <= even; n += 16)
      block2x16(Am, am, ak, B + ((<usize>n) << 2), bk, Cm + ((<usize>n) << 2), cm, K, add);
    for (; n < even; n += 8) block2x8(Am, am, ak, B + ((<usize>n) << 2), bk, Cm + ((<usize>n) << 2), cm, K, add);
  }
  if (M & 1) {
    const Am = A + <usize>(M - 1) * am,
      Cm = C + <usize>(M - 1) * cm;
    let n = 0;
    for (; n + 32 <= even; n += 32)
      block1x32(Am, am, ak, B + ((<usize>n) << 2), bk, Cm + ((<usize>n) << 2), cm, K, add);
    for (; n < even; n += 8) block1x8(Am, am, ak, B + ((<usize>n) << 2), bk, Cm + ((<usize>n) << 2), cm, K, add);
  }
  if (even < N) {
    const Bn = B + ((<usize>even) << 2),
      Cn = C + ((<usize>even) << 2);
    let m = 0;
    for (; m < fours; m += 4) block4x4(A + <usize>m * am, am, ak, Bn, bk, Cn + <usize>m * cm, cm, K, add);
    for (; m < M; m++) block1x4(A + <usize>m * am, am, ak, Bn, bk, Cn + <usize>m * cm, cm, K, add);
  }
}
