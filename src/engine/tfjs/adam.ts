import type { Tensor, Variable } from "@tensorflow/tfjs";
import type { Step } from "../engine.js";
import type { TensorFlow } from "./runtime.js";

/** As everywhere, and as the kernel has them: in float32, so that moments go from one engine to the other. */
const beta1 = Math.fround(0.9);
const beta2 = Math.fround(0.999);
const epsilon = 1e-8;

/** Steps after which βᵗ is 0 in float32, and TensorFlow corrects no bias. */
const many = 1_000_000;

/**
 * AdamW by TensorFlow's own Adam, with what that lacks around it: clipping, decay, a rate for each step, moments that come
 * and go. One Adam is made a step, with the moments that are kept here.
 *
 * The moments' bias, 1 − βᵗ, is corrected here in float64 by the rate and ε, as Kingma and Ba suggest (arXiv:1412.6980,
 * section 2): TensorFlow has βᵗ in float32, where 1 − β₂ᵗ loses four of its seven digits.
 */
export class Adam {
  /** How many the moments are of. */
  steps = 0;
  /** m of each variable, then v of each. */
  moments: readonly Tensor[];

  constructor(
    readonly tf: TensorFlow,
    readonly variables: readonly Variable[],
  ) {
    this.moments = [...variables, ...variables].map((variable) => tf.zerosLike(variable));
  }

  /** Goes on from moments, in the order of `moments`, which are its own from now on. */
  load(moments: readonly Tensor[], steps: number): void {
    this.dispose();
    this.moments = moments;
    this.steps = steps;
  }

  /** One step against the gradients, one a variable. The bias c, the only vector, does not decay. */
  async step(gradients: readonly Tensor[], { rate, decay, clip }: Step): Promise<void> {
    const { tf, variables } = this;
    const correct1 = 1 - beta1 ** (this.steps + 1);
    const correct2 = Math.sqrt(1 - beta2 ** (this.steps + 1));
    const adam = tf.train.adam((rate * correct2) / correct1, beta1, beta2, epsilon * correct2);
    const steps = tf.scalar(many, "int32");
    await adam.setWeights([steps, ...this.moments].map((tensor, i) => ({ name: `${i}`, tensor })));
    tf.tidy(() => {
      const norm = tf.addN(gradients.map((gradient) => gradient.square().sum())).sqrt();
      const scale = tf.minimum(1, tf.div(clip, norm));
      for (const variable of variables) {
        if (variable.rank !== 1) variable.assign(variable.mul(1 - rate * decay));
      }
      adam.applyGradients(
        variables.map(({ name }, i) => ({ name, tensor: (gradients[i] ?? tf.zeros([])).mul(scale) })),
      );
    });
    const [after, ...moments] = await adam.getWeights();
    const kept = moments.map(({ tensor }) => tensor.clone());
    this.load(kept, this.steps + 1);
    tf.dispose([steps, after?.tensor ?? []]);
    adam.dispose();
  }

  dispose(): void {
    this.tf.dispose([...this.moments]);
  }
}
