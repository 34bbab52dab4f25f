export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The normal distribution's quantile at 0.975. */
export const z = 1.959963984540054;

/** Wilson's 95 % interval for a share of which `right` of n were seen, 0 ≤ right ≤ n, n > 0. */
export const wilsonInterval = (right: number, n: number): Interval => {
  const share = right / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return {
    from: right === 0 ? 0 : (centre - half) / whole,
    to: right === n ? 1 : (centre + half) / whole,
  };
};
