// The one dense product: C[M, N] (+)= A·B.

import { block1x16, block1x32, block2x16 } from "./blocks";

/** Terms summed at a go: what a block reads of A and B for them stays in the first cache. */
const RUN: i32 = 256;

/**
 * C[m, n] (+)= Σ_k A[m, k]·B[k, n], summed over k in order, so that no way of cutting rows and columns changes a bit.
 * A[m, k] stands at A + m·am + k·ak, rows of B and C are bk and cm bytes apart; N is a multiple of 16. Without terms
 * (K = 0) C is zero, or stays with `add`.
 */
export function product(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, M: i32, N: i32, K: i32, add: bool): void {
  if (K == 0 && !add) for (let m = 0; m < M; m++) memory.fill(C + <usize>m * cm, 0, <usize>N << 2);
  for (let k = 0; k < K; k += RUN) {
    const from = <usize>k;
    run(A + from * ak, am, ak, B + from * bk, bk, C, cm, M, N, min(RUN, K - k), add || k > 0);
  }
}

function run(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, M: i32, N: i32, K: i32, add: bool): void {
  const even = <usize>(M & ~1);
  for (let n = 0; n < N; n += 16) {
    const Bn = B + (<usize>n << 2), Cn = C + (<usize>n << 2);
    for (let m: usize = 0; m < even; m += 2) block2x16(A + m * am, am, ak, Bn, bk, Cn + m * cm, cm, K, add);
  }
  if (M & 1) {
    const Am = A + even * am, Cm = C + even * cm;
    let n: usize = 0;
    for (const most = <usize>(N & ~31) << 2; n < most; n += 128) block1x32(Am, ak, B + n, bk, Cm + n, K, add);
    if (N & 16) block1x16(Am, ak, B + n, bk, Cm + n, K, add);
  }
}

/**
 * C[m, n] += Σ_k A[m, k]·B[n, k]: both operands by rows, am and bn bytes apart; N and K are multiples of 4. Each sum has
 * four parts, of every fourth term, and adds them at the end.
 */
export function dots(A: usize, am: usize, B: usize, bn: usize, C: usize, cm: usize, M: i32, N: i32, K: i32): void {
  for (let n = 0; n < N; n += 4) {
    const B0 = B + <usize>n * bn, Cn = C + (<usize>n << 2);
    for (let m: usize = 0; m < <usize>M; m++) dots1x4(A + m * am, B0, bn, Cn + m * cm, K);
  }
}

@inline function dots1x4(A: usize, B: usize, bn: usize, C: usize, K: i32): void {
  const B1 = B + bn, B2 = B1 + bn, B3 = B2 + bn;
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0;
  for (let k: usize = 0; k < <usize>K << 2; k += 16) {
    const a = v128.load(A + k);
    c0 = f32x4.add(c0, f32x4.mul(a, v128.load(B + k)));
    c1 = f32x4.add(c1, f32x4.mul(a, v128.load(B1 + k)));
    c2 = f32x4.add(c2, f32x4.mul(a, v128.load(B2 + k)));
    c3 = f32x4.add(c3, f32x4.mul(a, v128.load(B3 + k)));
  }
  // The four sums of four, turned about: lane n of each row is a part of sum n.
  const low01 = i32x4.shuffle(c0, c1, 0, 4, 1, 5), high01 = i32x4.shuffle(c0, c1, 2, 6, 3, 7);
  const low23 = i32x4.shuffle(c2, c3, 0, 4, 1, 5), high23 = i32x4.shuffle(c2, c3, 2, 6, 3, 7);
  const sum = f32x4.add(
    f32x4.add(i64x2.shuffle(low01, low23, 0, 2), i64x2.shuffle(low01, low23, 1, 3)),
    f32x4.add(i64x2.shuffle(high01, high23, 0, 2), i64x2.shuffle(high01, high23, 1, 3)),
  );
  v128.store(C, f32x4.add(v128.load(C), sum));
}
