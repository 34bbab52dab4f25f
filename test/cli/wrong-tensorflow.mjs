/** Stands in for a tfjs-node that loads and computes, but wrongly: to it, tanh is 0.6 everywhere. */
import tf from "@tensorflow/tfjs";

tf.copyRegisteredKernels("cpu", "tensorflow");
tf.unregisterKernel("Tanh", "tensorflow");
tf.registerKernel({
  kernelName: "Tanh",
  backendName: "tensorflow",
  kernelFunc: ({ inputs: { x }, backend }) => ({
    dataId: backend.write(new Float32Array(x.size ?? 1).fill(0.6), x.shape, x.dtype),
    shape: x.shape,
    dtype: x.dtype,
  }),
});
await tf.setBackend("cpu");
const cpu = tf.backend();
tf.registerBackend("tensorflow", () => cpu);
