// Softmax in operations that every processor computes alike.

/** e^x of four numbers up to 0, to 2·10⁻⁷ of it; 0 below −87 (Cephes, expf). NaN stays NaN, so that the trainer sees it. */
@inline function exp4(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.splat(1));
  const twoToN = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(p, twoToN), f32x4.lt(x, f32x4.splat(-87)));
}

/** Lanes that stand before the end of a row, `left` numbers away. */
@inline function before(left: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left));
}

/** The largest of n numbers. A row has room for a multiple of four. */
export function largest(row: usize, n: i32): f32 {
  const none = f32x4.splat(-Infinity);
  let most = none;
  for (let l = 0; l < n; l += 4) {
    most = f32x4.max(most, v128.bitselect(v128.load(row + (<usize>l << 2)), none, before(n - l)));
  }
  return max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)));
}

/** Turns n numbers into probabilities, what is left of their last four into 0; returns Σ exp(o − most), where taking out the largest keeps all of it finite. */
export function softmax(row: usize, n: i32, most: f32): f32 {
  const most4 = f32x4.splat(most);
  let sums = f32x4.splat(0);
  for (let l = 0; l < n; l += 4) {
    const o = row + (<usize>l << 2), e = v128.and(exp4(f32x4.sub(v128.load(o), most4)), before(n - l));
    v128.store(o, e);
    sums = f32x4.add(sums, e);
  }
  const sum = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3));
  const sum4 = f32x4.splat(sum);
  for (let l = 0; l < n; l += 4) {
    const o = row + (<usize>l << 2);
    v128.store(o, f32x4.div(v128.load(o), sum4));
  }
  return sum;
}
