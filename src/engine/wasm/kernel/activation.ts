// The functions of the equation that are not sums and products, in operations that every processor computes alike.

/** From here on tanh is the constant ±1. */
const END: f32 = 7.90531110763549805;

/** p·x + c. */
@inline function times(p: v128, x: v128, c: v128): v128 { return f32x4.add(f32x4.mul(p, x), c); }

@inline function atMost(x: v128, end: f32): v128 { return f32x4.pmin(f32x4.pmax(x, f32x4.splat(-end)), f32x4.splat(end)); }

/**
 * tanh of a row of so many bytes, a multiple of 64, in place, to 3·10⁻⁷: a ratio of polynomials, odd over even, by Horner.
 * Sixteen numbers go side by side, so that the adders have other work while one waits for the sum before it, and a
 * coefficient is fetched once for all of them.
 */
export function tanhRow(row: usize, width: usize): void {
  for (const end = row + width; row < end; row += 64) {
    const x0 = atMost(v128.load(row), END), x1 = atMost(v128.load(row, 16), END), x2 = atMost(v128.load(row, 32), END), x3 = atMost(v128.load(row, 48), END);
    const s0 = f32x4.mul(x0, x0), s1 = f32x4.mul(x1, x1), s2 = f32x4.mul(x2, x2), s3 = f32x4.mul(x3, x3);
    let c = f32x4.splat(-2.76076847742355e-16);
    let p0 = c, p1 = c, p2 = c, p3 = c;
    c = f32x4.splat(2.00018790482477e-13); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    c = f32x4.splat(-8.60467152213735e-11); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    c = f32x4.splat(5.12229709037114e-8); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    c = f32x4.splat(1.48572235717979e-5); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    c = f32x4.splat(6.37261928875436e-4); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    c = f32x4.splat(4.89352455891786e-3); p0 = times(p0, s0, c); p1 = times(p1, s1, c); p2 = times(p2, s2, c); p3 = times(p3, s3, c);
    p0 = f32x4.mul(p0, x0); p1 = f32x4.mul(p1, x1); p2 = f32x4.mul(p2, x2); p3 = f32x4.mul(p3, x3);
    c = f32x4.splat(1.19825839466702e-6);
    let q0 = c, q1 = c, q2 = c, q3 = c;
    c = f32x4.splat(1.18534705686654e-4); q0 = times(q0, s0, c); q1 = times(q1, s1, c); q2 = times(q2, s2, c); q3 = times(q3, s3, c);
    c = f32x4.splat(2.26843463243900e-3); q0 = times(q0, s0, c); q1 = times(q1, s1, c); q2 = times(q2, s2, c); q3 = times(q3, s3, c);
    c = f32x4.splat(4.89352518554385e-3); q0 = times(q0, s0, c); q1 = times(q1, s1, c); q2 = times(q2, s2, c); q3 = times(q3, s3, c);
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
  for (const end = row + width; row < end; row += 16) v128.store(row, atMost(v128.load(row), LIMIT));
}

/** f′ written with h = f(z): 1 − h², or 1 inside ±LIMIT and 0 at it. */
@inline export function slope4(h: v128, tanh: bool): v128 {
  const one = f32x4.splat(1);
  return tanh ? f32x4.sub(one, f32x4.mul(h, h)) : v128.and(f32x4.lt(f32x4.abs(h), f32x4.splat(LIMIT)), one);
}
