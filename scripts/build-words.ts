/**
 * Builds data/words.csv: the words of subtitle frequency lists that a dictionary of their language knows.
 *
 *     npx tsx scripts/build-words.ts --lists DIR [--dictionaries /usr/share/dict] [--out data/words.csv]
 *
 * DIR holds en.txt, fr.txt and de.txt, one `word count` a line. data/README.md tells where all inputs come from.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DataError, FileError, KatzeError, UsageError } from "../src/errors.js";

const USAGE = "npx tsx scripts/build-words.ts --lists DIR [--dictionaries DIR] [--out FILE]";

interface Source {
  readonly language: string;
  /** ISO 639-1 code, which names the frequency list. */
  readonly code: string;
  readonly dictionaries: readonly { readonly file: string; readonly debianPackage: string }[];
  /** Two spellings with the same key are one entry to the dictionary. */
  readonly key: (word: string) => string;
}

const SOURCES: readonly Source[] = [
  {
    language: "English",
    code: "en",
    dictionaries: [
      { file: "american-english", debianPackage: "wamerican" },
      { file: "british-english", debianPackage: "wbritish" },
    ],
    // Case as listed: a capital marks a proper name, and the lists are full of them.
    key: (word) => word,
  },
  {
    language: "French",
    code: "fr",
    dictionaries: [{ file: "french", debianPackage: "wfrench" }],
    // The dictionary has no œ: it lists cœur as coeur.
    key: (word) => word.replaceAll("œ", "oe"),
  },
  {
    language: "German",
    code: "de",
    dictionaries: [{ file: "ngerman", debianPackage: "wngerman" }],
    // Every German noun has a capital.
    key: (word) => lowerCase(word),
  },
];

interface Row {
  readonly word: string;
  readonly language: string;
  readonly count: number;
}

/** Lower case in NFC; composed again since lower-casing can decompose. */
function lowerCase(text: string): string {
  return text.normalize("NFC").toLowerCase().normalize("NFC");
}

/** The text in quotes, without anything that could steer a terminal, at most 200 characters of it. */
function quoted(text: string): string {
  const cut = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  const hex = (character: string) => `\\u{${character.codePointAt(0)?.toString(16)}}`;
  return JSON.stringify(cut).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, hex);
}

/** The lines of a UTF-8 file. Throws FileError, ending in `hint`, where it cannot be read; DataError where it is not UTF-8. */
function readLines(path: string, hint: string): string[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new FileError(`cannot read ${quoted(path)} (${code}): ${hint}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).split(/\r?\n/);
  } catch {
    throw new DataError(`${quoted(path)} is not UTF-8: ${hint}`);
  }
}

/** The keys of all entries in a language's dictionaries. */
function readDictionary(source: Source, folder: string): Set<string> {
  const entries = source.dictionaries.flatMap(({ file, debianPackage }) =>
    readLines(
      join(folder, file),
      `install Debian's package ${debianPackage} (apt-get install ${debianPackage}), or name another folder with --dictionaries`,
    ),
  );
  return new Set(entries.map((entry) => source.key(entry.normalize("NFC"))));
}

/** Counts by normalised word, of words with two letters or more and nothing but letters. */
function readCounts(source: Source, folder: string): Map<string, number> {
  const { code } = source;
  const path = join(folder, `${code}.txt`);
  const hint = `get content/2018/${code}/${code}_50k.txt of hermitdave/FrequencyWords (GitHub), save it as ${code}.txt, and name its folder with --lists`;
  const lines = readLines(path, hint);
  if (lines.at(-1) === "") lines.pop();
  const counts = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    const [, spelled, digits] = /^(\S+) ([1-9]\d{0,14})$/.exec(line) ?? [];
    if (spelled === undefined || digits === undefined) {
      throw new DataError(`${quoted(path)}, line ${index + 1}: expected a word, a space and a positive count; ${hint}`);
    }
    const word = lowerCase(spelled);
    if (/^\p{L}{2,}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + Number(digits));
  }
  return counts;
}

/** A language's rows: the counted words that its dictionaries list. */
function readRows(source: Source, lists: string, dictionaries: string): Row[] {
  const dictionary = readDictionary(source, dictionaries);
  return [...readCounts(source, lists)]
    .filter(([word]) => dictionary.has(source.key(word)))
    .map(([word, count]) => ({ word, language: source.language, count }));
}

/** By word, then language, in code unit order: a word's languages stand together, and a new count moves no line. */
function byWord(a: Row, b: Row): number {
  const order = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
  return order(a.word, b.word) || order(a.language, b.language);
}

/** Replaces the file at `path` as a whole, or leaves it as it was and throws FileError. */
function replaceFile(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, text, { flag: "wx" });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new FileError(`cannot write ${quoted(path)} (${code}): name another file with --out`);
  }
}

function readArguments(): { lists: string; dictionaries: string; out: string } {
  try {
    const { values } = parseArgs({
      options: {
        lists: { type: "string" },
        dictionaries: { type: "string", default: "/usr/share/dict" },
        out: { type: "string", default: join("data", "words.csv") },
      },
    });
    if (values.lists === undefined) throw new UsageError(`--lists is missing; usage: ${USAGE}`);
    return { ...values, lists: values.lists };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`wrong arguments (${quoted(error.message)}); usage: ${USAGE}`);
  }
}

/** What data/README.md states of the rows. */
function summary(rows: readonly Row[]): string {
  const languages = SOURCES.map(
    ({ language }) => `${rows.filter((row) => row.language === language).length} ${language}`,
  );
  const seen = new Map<string, number>();
  for (const { word } of rows) seen.set(word, (seen.get(word) ?? 0) + 1);
  const inMore = (least: number) => [...seen.values()].filter((labels) => labels >= least).length;
  return `${rows.length} rows (${languages.join(", ")}), ${seen.size} distinct words, ${inMore(2)} in more than one language, ${inMore(3)} in all three`;
}

try {
  const { lists, dictionaries, out } = readArguments();
  const rows = SOURCES.flatMap((source) => readRows(source, lists, dictionaries)).sort(byWord);
  // Words are letters only, so no field needs quotes.
  const csv = ["word,language,count", ...rows.map(({ word, language, count }) => `${word},${language},${count}`)];
  replaceFile(out, `${csv.join("\n")}\n`);
  console.log(`${quoted(out)}: ${summary(rows)}`);
} catch (error) {
  if (!(error instanceof KatzeError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
