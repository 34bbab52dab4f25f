/** Who is compared, and with which settings. */
import { asItIs, folderOf, inNode, inPython, type Peer, product, type Settings } from "../peers/peer.js";

export interface Row extends Peer {
  /** What is tried; the one that tells validation words best counts. */
  readonly settings: Settings;
  /** It learns from the same training words, rather than bringing a model along. */
  readonly learns: boolean;
}

/** Everything that a program's --settings can be, by description. */
function fittings(choices: readonly Readonly<Record<string, string | number>>[]): Settings {
  const describe = (choice: Readonly<Record<string, string | number>>): string =>
    Object.entries(choice)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ");
  return new Map(choices.map((choice) => [describe(choice), ["--settings", JSON.stringify(choice)]]));
}

const logisticRegression = ["char_wb", "char"].flatMap((analyzer) => [3, 10, 30].map((C) => ({ analyzer, C })));

const fastText = [
  { maxn: 5, dim: 16, epoch: 50, lr: 0.1 },
  { maxn: 6, dim: 16, epoch: 50, lr: 0.1 },
  { maxn: 8, dim: 16, epoch: 50, lr: 0.1 },
  { maxn: 6, dim: 16, epoch: 25, lr: 0.2 },
  { maxn: 6, dim: 16, epoch: 100, lr: 0.1 },
  { maxn: 6, dim: 64, epoch: 25, lr: 0.2 },
].map((choice) => ({ minn: 1, ...choice, bucket: 1_000_000 }));

const detector = (key: string, settings: Settings = asItIs): Row => ({
  key,
  name: key,
  program: inNode(key),
  folder: folderOf(key),
  settings,
  learns: false,
});

export const peerRows: readonly Row[] = [
  {
    key: "scikit-learn",
    name: "scikit-learn, TF-IDF",
    program: inPython("scikit-learn"),
    folder: folderOf("scikit-learn"),
    settings: fittings(logisticRegression),
    learns: true,
  },
  {
    key: "fasttext",
    name: "fastText, supervised",
    program: inPython("fasttext"),
    folder: folderOf("fasttext"),
    settings: fittings(fastText),
    learns: true,
  },
  {
    key: "lingua",
    name: "lingua",
    program: inPython("lingua"),
    folder: folderOf("lingua"),
    settings: fittings([{ accuracy: "high" }, { accuracy: "low" }]),
    learns: false,
  },
  detector("eld", product({ database: ["large", "medium", "small", "extrasmall"] })),
  {
    key: "lid.176",
    name: "fastText lid.176.ftz",
    program: inPython("lid.176"),
    folder: folderOf("lid.176"),
    settings: asItIs,
    learns: false,
  },
  detector("lande"),
  detector("languagedetect"),
  detector("franc"),
  detector("tinyld", product({ database: ["heavy", "normal", "light"] })),
];
