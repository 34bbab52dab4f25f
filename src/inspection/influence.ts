import type { Model } from "../model/model.js";
import { logits, softmax } from "../recurrence/equation.js";
import { backThroughTime } from "../recurrence/gradient.js";
import { hiddenVectors, type Trace } from "../recurrence/trace.js";
import { argmax, dot, row, transposedTimes } from "../recurrence/vector.js";

/** The number of the label that wins the word; of equals the first. */
export const winner = ({ start, steps }: Trace): number => argmax((steps.at(-1) ?? start).probabilities);

/**
 * How the winning label's log-odds log(p/(1 − p)) change as each step's letter speaks up: the derivative by α, at α = 1,
 * where that step adds α·U[x_t], which is ∂log-odds/∂U[x_t] · U[x_t]. Above 0 the letter speaks for the winner. [steps]
 *
 * Log-odds, since a logit alone says nothing: softmax does not see what is added to all of them. And unlike p they do not
 * level off where the model is sure.
 */
export function influenceOf(model: Model, trace: Trace): number[] {
  const { steps, start } = trace;
  const x = steps.map((step) => step.x);
  const hidden = [start, ...steps].map((state) => state.hidden);
  const byLogit = logOddsGradient(logits(model, hidden.at(-1) ?? start.hidden), winner(trace));
  const gradient = backThroughTime(model, x, hidden, transposedTimes(model.parameters.V, byLogit));
  return gradient.map((dU, i) => dot(dU, row(model.parameters.U, x[i] ?? 0, dU.length)));
}

/** ∂log(p_l/(1 − p_l))/∂o, [C]: 1 at the label, elsewhere −p_k/(1 − p_l), which is a softmax without the label. */
function logOddsGradient(o: Float64Array, label: number): Float64Array {
  const others = softmax(o.map((logit, k) => (k === label ? Number.NEGATIVE_INFINITY : logit)));
  return others.map((share, k) => (k === label ? 1 : -share));
}

/**
 * How much less probable the winning label is where one letter is left out, for each step: p(word) − p(word without it).
 * Above 0 the letter speaks for the winner. [steps], by as many readings of the word as it has letters.
 */
export function leftOutOf(model: Model, trace: Trace): number[] {
  const label = winner(trace);
  const x = trace.steps.map((step) => step.x);
  const whole = trace.steps.at(-1)?.probabilities[label] ?? 0;
  return trace.steps.map((_, i) => {
    const before = i === 0 ? trace.start.hidden : trace.steps[i - 1]?.hidden;
    const h = hiddenVectors(model, x.slice(i + 1), before).at(-1) ?? trace.start.hidden;
    return whole - (softmax(logits(model, h))[label] ?? 0);
  });
}
