// What a peer's program in JavaScript does when it is called: the same tasks, timed alike, as peer.py.
//
// node program.mjs version | train | bulk | file | answer | judge: one JSON line, or for `answer` the label.
import { createReadStream, createWriteStream, readFileSync, statSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { parseArgs } from "node:util";

const mostPasses = 5;
const block = 65536;

/** The words and labels of a CSV without quotes. */
function readWords(path) {
  const rows = readFileSync(path, "utf8").trimEnd().split("\n").slice(1);
  return rows.map((row) => row.split(","));
}

/**
 * The median rate of whole passes, five at most; where `seconds` end within the first, the rate up to there. Only `step`,
 * which returns how many words it did, is timed; a first step is done untimed.
 */
async function wordsPerSecond(batches, step, seconds) {
  const rates = [];
  const median = () => rates.sort((a, b) => a - b)[rates.length >> 1];
  let spent = 0;
  let warm = false;
  while (rates.length < mostPasses) {
    let words = 0;
    let took = 0;
    for (const batch of batches()) {
      if (!warm) await step(batch);
      warm = true;
      const start = performance.now();
      words += await step(batch);
      took += (performance.now() - start) / 1000;
      if (spent + took <= seconds) continue;
      if (rates.length === 0) rates.push(words / took);
      return median();
    }
    rates.push(words / took);
    spent += took;
  }
  return median();
}

/**
 * Runs the task that the command line names; `judge` writes what is said of each word as float32 [words, labels]:
 * probabilities, or 1 for the label that was answered, and nothing but 0 where there was no answer.
 *
 * load(model folder, flags) gives batches(words), of [places of the words, what the peer reads], and answer(what it reads),
 * an array of labels; learn([word, label] rows, flags) gives batches(), step(batch) and save(model folder). Ready-made
 * detectors have labels, by what they call them, and where they give any probabilities(word), in the order of those.
 */
export async function serve({ about, load, learn, labels, probabilities }) {
  const options = {
    model: { type: "string" },
    out: { type: "string" },
    hidden: { type: "string", default: "128" },
    batch: { type: "string", default: "128" },
    seconds: { type: "string", default: "4" },
    backend: { type: "string" },
    input: { type: "string" },
    database: { type: "string" },
  };
  const { positionals, values } = parseArgs({ options, allowPositionals: true });
  const [task, words] = positionals;
  const { model, out, ...flags } = values;
  const [hidden, batch, seconds] = [values.hidden, values.batch, values.seconds].map(Number);
  const say = (result) => console.log(JSON.stringify(result));
  if (task === "version") return say(await about(flags));
  if (task === "train") {
    const learner = await learn(readWords(words), { ...flags, hidden, batch });
    say({ wordsPerSecond: await wordsPerSecond(learner.batches, learner.step, seconds) });
    return model && learner.save(model);
  }
  const classifier = await load(model, flags);
  if (task === "judge") {
    const lines = readFileSync(words, "utf8").trimEnd().split("\n");
    const rows = probabilities
      ? lines.map(probabilities)
      : (await answersOf(classifier, lines)).map((answer) =>
          Object.keys(labels).map((code) => Number(code === answer)),
        );
    writeFileSync(out, new Uint8Array(Float32Array.from(rows.flat()).buffer));
    return say({ labels: Object.values(labels), probabilities: probabilities !== undefined });
  }
  if (task === "answer") return console.log((await answersOf(classifier, [words]))[0]);
  if (task === "bulk") {
    const lines = readFileSync(words, "utf8").trimEnd().split("\n");
    const step = async ([places, input]) => {
      await classifier.answer(input);
      return places.length;
    };
    return say({ wordsPerSecond: await wordsPerSecond(() => classifier.batches(lines), step, seconds) });
  }
  const written = createWriteStream(out);
  let lines = [];
  const answerLines = async () => {
    const labels = await answersOf(classifier, lines);
    written.write(lines.map((word, i) => `${word}\t${labels[i]}\n`).join(""));
    lines = [];
  };
  for await (const line of createInterface({ input: createReadStream(words) })) {
    if (lines.push(line) === block) await answerLines();
  }
  await answerLines();
  written.end();
  await finished(written);
}

/** The label of each word, in order. */
async function answersOf(classifier, words) {
  const answers = new Array(words.length);
  for (const [places, input] of classifier.batches(words)) {
    const labels = await classifier.answer(input);
    places.forEach((place, i) => {
      answers[place] = labels[i];
    });
  }
  return answers;
}

/** Places of words in batches: as they come, or words of like length together, which pads the least. */
export function* inBatches(words, size, byLength = false) {
  const places = [...words.keys()];
  if (byLength) places.sort((a, b) => words[a].length - words[b].length);
  for (let start = 0; start < places.length; start += size) yield places.slice(start, start + size);
}

/** Name and version of a package beside a program, and the size of the file that is its model, where it brings one. */
export function installed(program, name, modelFile) {
  const at = (path) => new URL(`node_modules/${name}/${path}`, program);
  const { version } = JSON.parse(readFileSync(at("package.json"), "utf8"));
  return { version: `${name} ${version}`, ...(modelFile && { modelBytes: statSync(at(modelFile)).size }) };
}

/** A classifier that answers one word at a time. */
export const wordByWord = (answer) => ({
  *batches(words) {
    for (const places of inBatches(words, 64)) yield [places, places.map((place) => words[place])];
  },
  answer: (words) => words.map(answer),
});
