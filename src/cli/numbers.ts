import { UsageError } from "../errors.js";

/** Throws a UsageError where a flag's value, if it is given, is no whole number from low to high. */
export function checkWhole(flag: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= low && value <= high)) return;
  throw new UsageError(`--${flag} is a whole number from ${low} to ${high}; found ${value}`);
}
