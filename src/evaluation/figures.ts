/** A whole number in groups of three: 88,424. The same in every locale. */
export const grouped = (number: number): string => number.toFixed(0).replace(/\B(?=(\d{3})+$)/gu, ",");

/** A share as a percentage with one decimal: 90.1 %. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
