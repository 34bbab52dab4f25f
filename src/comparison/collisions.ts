/**
 * Two h are the same where no number differs by more than this part of the largest. Sums of the same rows of U in another
 * order, such as a bag's of "silent" and "listen", are rounded to float32 that differ by some 2⁻²³.
 */
const rounding = 2 ** -21;

/** The share of the rows of h [n, H] that are the same as another row: words that nothing can tell apart any more. */
export function collisions(hidden: Float32Array, H: number): number {
  const n = hidden.length / H;
  const size = new Float64Array(n);
  const sum = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (const number of hidden.subarray(i * H, (i + 1) * H)) {
      size[i] = Math.max(size[i] ?? 0, Math.abs(number));
      sum[i] = (sum[i] ?? 0) + number;
    }
  }
  const isSame = (a: number, b: number): boolean => {
    const tolerance = rounding * (size[a] ?? 0);
    for (let j = 0; j < H; j++) {
      if (Math.abs((hidden[a * H + j] ?? 0) - (hidden[b * H + j] ?? 0)) > tolerance) return false;
    }
    return true;
  };
  // Rows that are the same have sums that are nearly so: only neighbours by their sum are compared.
  const bySum = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => (sum[a] ?? 0) - (sum[b] ?? 0));
  const collides = new Uint8Array(n);
  bySum.forEach((a, place) => {
    const furthest = (sum[a] ?? 0) + H * rounding * (size[a] ?? 0);
    for (let next = place + 1; next < n; next++) {
      const b = bySum[next] ?? 0;
      if ((sum[b] ?? 0) > furthest) return;
      if (!isSame(a, b)) continue;
      collides[a] = 1;
      collides[b] = 1;
      return;
    }
  });
  return collides.reduce((all, one) => all + one, 0) / n;
}
