/** Trainings with the same change and other seeds, put together. */
import type { Settings } from "../../src/training/settings.js";
import type { Sheet } from "../measurement/sheet.js";

/** One training. Test figures are kept to be looked at afterwards; nothing is chosen by them. */
export interface Trial {
  readonly variant: string;
  /** sha256 of the data and all settings: what decides the outcome. */
  readonly data: string;
  readonly settings: Settings;
  readonly validation: { readonly loss: number; readonly accuracy: number };
  readonly test: { readonly loss: number; readonly accuracy: number };
  readonly seconds: number;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/** The sample's standard deviation; undefined for one number. */
export function spread(numbers: readonly number[]): number | undefined {
  const middle = mean(numbers);
  const squares = numbers.reduce((sum, x) => sum + (x - middle) ** 2, 0);
  return numbers.length > 1 ? Math.sqrt(squares / (numbers.length - 1)) : undefined;
}

/** Means and spreads by variant, the least validation loss first. */
export function tableOf(trials: readonly Trial[], title: string): Sheet {
  const rows = [...new Set(trials.map(({ variant }) => variant))].map((variant) => {
    const own = trials.filter((trial) => trial.variant === variant);
    const of = (figure: (trial: Trial) => number): number[] => own.map(figure);
    const accuracy = of(({ validation }) => validation.accuracy);
    const loss = of(({ validation }) => validation.loss);
    const test = of(({ test }) => test.accuracy);
    const values = [
      own.length,
      mean(loss),
      spread(loss),
      mean(accuracy),
      spread(accuracy),
      mean(test),
      spread(test),
      mean(of(({ seconds }) => seconds)),
    ];
    return { name: variant, values };
  });
  return {
    title,
    columns: [
      { name: "seeds", as: "count" },
      { name: "nats", as: "thousandths" },
      { name: "±", as: "thousandths" },
      { name: "right %", as: "hundredths" },
      { name: "±", as: "hundredths" },
      { name: "test %", as: "hundredths" },
      { name: "±", as: "hundredths" },
      { name: "seconds", as: "count" },
    ],
    rows: rows.sort((a, b) => (a.values[1] ?? 0) - (b.values[1] ?? 0)),
    notes: ["nats and right: validation words, by which to choose; ±: standard deviation over seeds"],
  };
}
