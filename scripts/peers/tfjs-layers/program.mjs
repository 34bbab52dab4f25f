// The same mini-RNN as TensorFlow.js layers: simpleRNN and dense, trained by Adam, on --backend cpu, wasm or node.
//
// --input onehot or embedding (whose gradient the wasm backend lacks). Batches are of like length, and words padded on the
// left: with no bias h stays 0 until a word begins, so that no mask is needed. Making batches is not timed.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import util from "node:util";
import { inBatches, serve } from "../peer.mjs";

/** TensorFlow.js on that backend; the one on TensorFlow itself is katze's own, see npm run tensorflow. */
async function start(backend) {
  if (backend === "node") {
    Object.assign(util, { isNullOrUndefined: (x) => x === null || x === undefined });
    const root = new URL("../../../node_modules/@tensorflow/", import.meta.url);
    const { default: tf } = await import(new URL("tfjs-node/dist/index.js", root));
    return tf;
  }
  const { default: tf } = await import("@tensorflow/tfjs");
  if (backend === "wasm") await import("@tensorflow/tfjs-backend-wasm");
  tf.enableProdMode();
  if (!(await tf.setBackend(backend))) throw new Error(`the backend ${backend} does not start`);
  return tf;
}

async function about({ backend }) {
  const tf = await start(backend);
  const library = tf.backend().binding?.TF_Version;
  return { version: `TensorFlow.js ${tf.version["tfjs-core"]}${library ? ` on TensorFlow ${library}` : ""}` };
}

/** What the network reads of words [B, T]: numbers of characters, after padding whose number is the one before theirs. */
function encode(tf, words, alphabet, input) {
  const first = input === "embedding" ? 1 : 0;
  const longest = Math.max(...words.map(({ length }) => length));
  const ids = new Int32Array(words.length * longest).fill(first - 1);
  words.forEach((word, row) => {
    for (let t = 1; t <= word.length; t++) {
      ids[(row + 1) * longest - t] = alphabet.indexOf(word[word.length - t]) + first;
    }
  });
  return tf.tidy(() => {
    const tensor = tf.tensor2d(ids, [words.length, longest], "int32");
    return first === 1 ? tensor : tf.oneHot(tensor, alphabet.length);
  });
}

function network(tf, A, H, C, input) {
  const layers =
    input === "embedding"
      ? [tf.layers.embedding({ inputDim: A + 1, outputDim: H, inputShape: [null], maskZero: true })]
      : [];
  const inputShape = input === "embedding" ? {} : { inputShape: [null, A] };
  layers.push(tf.layers.simpleRNN({ units: H, useBias: false, recurrentInitializer: "glorotUniform", ...inputShape }));
  return tf.sequential({ layers: [...layers, tf.layers.dense({ units: C })] });
}

async function learn(rows, { backend, input, hidden, batch }) {
  const tf = await start(backend);
  const alphabet = [...new Set(rows.map(([word]) => word).join(""))].sort();
  const labels = [...new Set(rows.map(([, label]) => label))].sort();
  const net = network(tf, alphabet.length, hidden, labels.length, input);
  net.compile({ optimizer: tf.train.adam(1e-3), loss: (y, o) => tf.losses.softmaxCrossEntropy(y, o) });
  const texts = rows.map(([word]) => word);
  const parts = [...inBatches(texts, batch, true)];
  return {
    *batches() {
      tf.util.shuffle(parts);
      for (const places of parts) {
        const part = places.map((place) => texts[place]);
        const x = encode(tf, part, alphabet, input);
        const y = tf.tidy(() =>
          tf.oneHot(
            places.map((place) => labels.indexOf(rows[place][1])),
            labels.length,
          ),
        );
        yield { x, y };
        tf.dispose([x, y]);
      }
    },
    async step({ x, y }) {
      await net.trainOnBatch(x, y);
      return y.shape[0];
    },
    async save(model) {
      const weights = net.getWeights().map((weight) => ({ shape: weight.shape, values: weight.dataSync() }));
      const numbers = Buffer.concat(weights.map(({ values }) => Buffer.from(values.buffer)));
      writeFileSync(join(model, "weights.bin"), numbers);
      writeFileSync(join(model, "model.json"), JSON.stringify({ alphabet, labels, hidden }));
    },
  };
}

async function load(model, { backend, input }) {
  const tf = await start(backend);
  const { alphabet, labels, hidden } = JSON.parse(readFileSync(join(model, "model.json"), "utf8"));
  const bytes = readFileSync(join(model, "weights.bin"));
  const net = network(tf, alphabet.length, hidden, labels.length, input);
  let at = bytes.byteOffset;
  net.setWeights(
    net.getWeights().map(({ shape, size }) => {
      const values = new Float32Array(bytes.buffer.slice(at, at + size * 4));
      at += size * 4;
      return tf.tensor(values, shape);
    }),
  );
  return {
    *batches(words) {
      for (const places of inBatches(words, 1024, true)) {
        const part = places.map((place) => words[place]);
        const x = encode(tf, part, alphabet, input);
        yield [places, x];
        x.dispose();
      }
    },
    answer: (x) => {
      const best = tf.tidy(() => net.predict(x, { batchSize: x.shape[0] }).argMax(1).dataSync());
      return [...best].map((label) => labels[label]);
    },
  };
}

await serve({ about, learn, load });
