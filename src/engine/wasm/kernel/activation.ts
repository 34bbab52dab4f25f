// The functions of the equation that are not sums and products, in operations that every processor computes alike.

/** tanh of four numbers, to 3·10⁻⁷: a ratio of polynomials, odd over even, past ±7.9 the constant ±1. */
@inline export function tanh4(x: v128): v128 {
  x = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-7.90531110763549805)), f32x4.splat(7.90531110763549805));
  const x2 = f32x4.mul(x, x);
  let p = f32x4.splat(-2.76076847742355e-16);
  p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(2.00018790482477e-13));
  p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(-8.60467152213735e-11));
  p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(5.12229709037114e-8));
  p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(1.48572235717979e-5));
  p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(6.37261928875436e-4));
  p = f32x4.add(f32x4.mul(p, x2), f32x4.splat(4.89352455891786e-3));
  p = f32x4.mul(p, x);
  let q = f32x4.splat(1.19825839466702e-6);
  q = f32x4.add(f32x4.mul(q, x2), f32x4.splat(1.18534705686654e-4));
  q = f32x4.add(f32x4.mul(q, x2), f32x4.splat(2.26843463243900e-3));
  q = f32x4.add(f32x4.mul(q, x2), f32x4.splat(4.89352518554385e-3));
  return f32x4.div(p, q);
}

/** σ of four numbers, 1/(1 + e⁻ˣ): tanh moved and halved. */
@inline export function sigmoid4(x: v128): v128 {
  const half = f32x4.splat(0.5);
  return f32x4.add(half, f32x4.mul(half, tanh4(f32x4.mul(half, x))));
}

/** Without tanh, h stops at ±10³⁰: a doubled number passes that after 100 letters, and float32 ends at 3·10³⁸. */
export const LIMIT: f32 = 1e30;

/** f of one sum: tanh, or the identity up to ±LIMIT. */
@inline export function squash4(x: v128, tanh: bool): v128 {
  return tanh ? tanh4(x) : f32x4.pmin(f32x4.pmax(x, f32x4.splat(-LIMIT)), f32x4.splat(LIMIT));
}

/** f′ written with h = f(z): 1 − h², or 1 inside ±LIMIT and 0 at it. */
@inline export function slope4(h: v128, tanh: bool): v128 {
  const one = f32x4.splat(1);
  return tanh ? f32x4.sub(one, f32x4.mul(h, h)) : v128.and(f32x4.lt(f32x4.abs(h), f32x4.splat(LIMIT)), one);
}
