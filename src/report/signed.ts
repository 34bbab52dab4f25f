/** A change with its sign; one that rounds to nothing is 0. */
export const signed = (number: number, digits: number): string => {
  const text = Math.abs(number).toFixed(digits);
  if (Number(text) === 0) return "0";
  return `${number < 0 ? "−" : "+"}${text}`;
};
