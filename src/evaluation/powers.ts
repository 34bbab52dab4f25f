/** 2^(1023 − i), from the largest that float64 has, by halves. */
const powers = new Float64Array(2047);
for (let i = 0, power = 8.98846567431158e307; i < powers.length; i++, power /= 2) powers[i] = power;

/** 2^n, exactly, for a whole number n from −1023 to 1023. */
export const powerOfTwo = (n: number): number => powers[1023 - n] ?? 0;

/** The logarithm of 2 in two parts: the first ends in 20 zero bits, so that its product with an exponent is exact. */
export const ln2High = 0.6931471803691238;
export const ln2Low = 1.9082149292705877e-10;
