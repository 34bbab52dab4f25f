// The one dense product: C[M, N] (+)= A·B.

import { block1x16, block1x32, block2x16, block4x16, dots1x4, dots2x4 } from "./blocks";

/** Whether V8 joins vectors, see ../vectors.ts: registers then hold twice as many sums. */
@external("env", "joined")
declare const joined: bool;

/** Terms summed at a go, where A is read by rows and by columns: what a block reads of A and B for them stays in the first cache. */
const RUN: i32 = 256, RUN_BY_COLUMNS: i32 = 128;

/**
 * C[m, n] (+)= Σ_k A[m, k]·B[k, n], summed over k in order, so that no way of cutting rows and columns changes a bit.
 * A[m, k] stands at A + m·am + k·ak, rows of B and C are bk and cm bytes apart; N is a multiple of 16. Without terms
 * (K = 0) C is zero, or stays with `add`.
 */
export function product(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, M: i32, N: i32, K: i32, add: bool): void {
  if (K == 0 && !add) for (let m = 0; m < M; m++) memory.fill(C + <usize>m * cm, 0, <usize>N << 2);
  const most = ak == 4 ? RUN : RUN_BY_COLUMNS;
  for (let k = 0; k < K; k += most) {
    const from = <usize>k;
    run(A + from * ak, am, ak, B + from * bk, bk, C, cm, M, N, min(most, K - k), add || k > 0);
  }
}

/** What sums start at where nothing is there to be added to: as many zeros as the widest block has columns. */
const ZEROS = memory.data(128);

function run(A: usize, am: usize, ak: usize, B: usize, bk: usize, C: usize, cm: usize, M: i32, N: i32, K: i32, add: bool): void {
  const even = <usize>(M & ~1), fours = joined ? <usize>(M & ~3) : 0, sm = add ? cm : 0;
  for (let n = 0; n < N; n += 16) {
    const Bn = B + (<usize>n << 2), Cn = C + (<usize>n << 2);
    let m: usize = 0;
    for (; m < fours; m += 4) {
      const Cmn = Cn + m * cm;
      block4x16(A + m * am, am, ak, Bn, bk, Cmn, cm, add ? Cmn : ZEROS, sm, K);
    }
    for (; m < even; m += 2) {
      const Cmn = Cn + m * cm;
      block2x16(A + m * am, am, ak, Bn, bk, Cmn, cm, add ? Cmn : ZEROS, sm, K);
    }
  }
  if (M & 1) {
    const Am = A + even * am, Cm = C + even * cm;
    let n: usize = 0;
    for (const most = <usize>(N & ~31) << 2; n < most; n += 128) block1x32(Am, ak, B + n, bk, Cm + n, add ? Cm + n : ZEROS, K);
    if (N & 16) block1x16(Am, ak, B + n, bk, Cm + n, add ? Cm + n : ZEROS, K);
  }
}

/**
 * C[m, n] += Σ_k A[m, k]·B[n, k]: both operands by rows, am and bn bytes apart; N and K are multiples of 4. Each sum has
 * four parts, of every fourth term, and adds them at the end.
 */
export function dots(A: usize, am: usize, B: usize, bn: usize, C: usize, cm: usize, M: i32, N: i32, K: i32): void {
  const even = <usize>(M & ~1), length = <usize>K << 2;
  for (let n: usize = 0; n < <usize>N; n += 4) {
    const Bn = B + n * bn, Cn = C + (n << 2);
    for (let m: usize = 0; m < even; m += 2) dots2x4(A + m * am, am, Bn, bn, Cn + m * cm, cm, length);
    if (M & 1) dots1x4(A + even * am, Bn, bn, Cn + even * cm, length);
  }
}
