// brain.js's RNN, which learns to go on with the label's number after a word. It knows no batches.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import brain from "brain.js";
import { inBatches, installed, serve, wordByWord } from "../peer.mjs";

function learn(rows, { hidden, batch }) {
  const labels = [...new Set(rows.map(([, label]) => label))].sort();
  const data = rows.map(([word, label]) => ({ input: word, output: String(labels.indexOf(label)) }));
  const net = new brain.recurrent.RNN({ hiddenLayers: [hidden] });
  net.maxPredictionLength = 1;
  // The first training sets the alphabet, from what it is given.
  net.train([{ input: [...new Set(rows.map(([word]) => word).join(""))].join(""), output: "012" }], { iterations: 1 });
  return {
    *batches() {
      for (const places of inBatches(data, batch)) yield places.map((place) => data[place]);
    },
    step(part) {
      net.train(part, { iterations: 1, errorThresh: 0 });
      return part.length;
    },
    save: (model) => writeFileSync(join(model, "model.json"), JSON.stringify({ labels, net: net.toJSON() })),
  };
}

function load(model) {
  const { labels, net: state } = JSON.parse(readFileSync(join(model, "model.json"), "utf8"));
  const net = new brain.recurrent.RNN();
  net.fromJSON(state);
  return wordByWord((word) => labels[Number(net.run(word)[0])] ?? "");
}

await serve({ about: () => installed(import.meta.url, "brain.js"), learn, load });
