// The functions of the equation that are not sums and products, in operations that every processor computes alike.

// Constants stand in memory: to load one to all lanes costs less than to make it from an instruction's bits.

/** From here on tanh is the constant ±1. */
const ENDS = memory.data<f32>([7.90531110763549805, -7.90531110763549805]);

/** p·x + c. */
@inline function times(p: v128, x: v128, c: v128): v128 { return f32x4.add(f32x4.mul(p, x), c); }

@inline function within(x: v128, least: v128, most: v128): v128 { return f32x4.pmin(f32x4.pmax(x, least), most); }

/** The coefficients of x·P(x²) / Q(x²), highest power first. */
const P = memory.data<f32>([
  -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5, 6.37261928875436e-4, 4.89352455891786e-3,
]);
const Q = memory.data<f32>([1.19825839466702e-6, 1.18534705686654e-4, 2.26843463243900e-3, 4.89352518554385e-3]);

/**
 * tanh of a row of so many bytes, a multiple of 64, in place, to 3·10⁻⁷: a ratio of polynomials, odd over even, by Horner.
 * Sixteen numbers go side by side, so that the adders have other work while one waits for the sum before it, and a
 * coefficient is fetched once for all of them.
 */
export function tanhRow(row: usize, width: usize): void {
  const most = v128.load32_splat(ENDS), least = v128.load32_splat(ENDS, 4);
  for (const end = row + width; row < end; row += 64) {
    const x0 = within(v128.load(row), least, most), x1 = within(v128.load(row, 16), least, most), x2 = within(v128.load(row, 32), least, most), x3 = within(v128.load(row, 48), least, most);
    const s0 = f32x4.mul(x0, x0), s1 = f32x4.mul(x1, x1), s2 = f32x4.mul(x2, x2), s3 = f32x4.mul(x3, x3);
    let c = v128.load32_splat(P);
    let p0 = c, p1 = c, p2 = c, p3 = c;
    c = v128.load32_splat(P, 4); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    c = v128.load32_splat(P, 8); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    c = v128.load32_splat(P, 12); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    c = v128.load32_splat(P, 16); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    c = v128.load32_splat(P, 20); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    c = v128.load32_splat(P, 24); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    p0 = f32x4.mul(p0, x0); p1 = f32x4.mul(p1, x1); p2 = f32x4.mul(p2, x2); p3 = f32x4.mul(p3, x3);
    c = v128.load32_splat(Q);
    let q0 = c, q1 = c, q2 = c, q3 = c;
    c = v128.load32_splat(Q, 4); q0 = times(q0, s0, c); q1 = times(q1, s1, c); q2 = times(q2, s2, c); q3 = times(q3, s3, c);
    c = v128.load32_splat(Q, 8); q0 = times(q0, s0, c); q1 = times(q1, s1, c); q2 = times(q2, s2, c); q3 = times(q3, s3, c);
    c = v128.load32_splat(Q, 12); q0 = times(q0, s0, c); q1 = times(q1, s1, c); q2 = times(q2, s2, c); q3 = times(q3, s3, c);
    v128.store(row, f32x4.div(p0, q0)); v128.store(row, f32x4.div(p1, q1), 16); v128.store(row, f32x4.div(p2, q2), 32); v128.store(row, f32x4.div(p3, q3), 48);
  }
}

/** σ(2x) = ½ + ½·tanh(x) of four numbers, given tanh(x). */
@inline export function sigmoid4(tanh: v128): v128 {
  const half = f32x4.splat(0.5);
  return f32x4.add(half, f32x4.mul(half, tanh));
}

/** Without tanh, h stops at ±10³⁰: a doubled number passes that after 100 letters, and float32 ends at 3·10³⁸. */
export const LIMIT: f32 = 1e30;

/** f of the sums in a row, in place: tanh, or the identity up to ±LIMIT. */
export function squashRow(row: usize, width: usize, tanh: bool): void {
  if (tanh) return tanhRow(row, width);
  const most = f32x4.splat(LIMIT), least = f32x4.splat(-LIMIT);
  for (const end = row + width; row < end; row += 16) v128.store(row, within(v128.load(row), least, most));
}

/** f′ written with h = f(z): 1 − h², or 1 inside ±LIMIT and 0 at it; `square` is 1 or 0, `end` ∞ or LIMIT in each lane. */
@inline export function slope4(h: v128, square: v128, end: v128): v128 {
  return v128.andnot(f32x4.sub(f32x4.splat(1), f32x4.mul(h, f32x4.mul(h, square))), f32x4.ge(f32x4.abs(h), end));
}
