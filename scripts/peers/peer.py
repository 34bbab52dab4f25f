"""What a peer's program in Python does when it is called: the same tasks, timed alike, as peer.mjs, and `run` besides.

program.py version | train | run | bulk | file | answer | fit | judge: one JSON line, or for `answer` the label.
"""

import array
import csv
import itertools
import json
import random
import sys
import time
from argparse import ArgumentParser
from pathlib import Path

MOST_PASSES = 5
BLOCK = 65536


def read_words(path):
    """The words and labels of a CSV, shuffled."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = [(row["word"], row["language"]) for row in csv.DictReader(file)]
    random.Random(1).shuffle(rows)
    return [word for word, _ in rows], [label for _, label in rows]


def read_shares(path):
    """The rows of a CSV in its order, (word, label, share): a word's shares sum to 1."""
    with open(path, encoding="utf-8", newline="") as file:
        return [(row["word"], row["language"], float(row["share"])) for row in csv.DictReader(file)]


def words_per_second(batches, step, seconds):
    """The median rate of whole passes, five at most; where `seconds` end within the first, the rate up to there.

    Only `step`, which returns how many words it did, is timed; a first step is done untimed.
    """
    rates, spent, warm = [], 0.0, False
    while len(rates) < MOST_PASSES:
        words, took = 0, 0.0
        for batch in batches():
            if not warm:
                step(batch)
                warm = True
            start = time.perf_counter()
            words += step(batch)
            took += time.perf_counter() - start
            if spent + took > seconds:
                if not rates:
                    rates.append(words / took)
                return sorted(rates)[len(rates) // 2]
        rates.append(words / took)
        spent += took
    return sorted(rates)[len(rates) // 2]


def words_per_second_of_run(learner, held_back, epochs):
    """The rate of a whole training: `epochs` passes, and after each of them the loss on the batches held back."""
    learner.step(next(iter(learner.batches())))
    words = 0
    start = time.perf_counter()
    for _ in range(epochs):
        words += sum(learner.step(batch) for batch in learner.batches())
        sum(learner.loss(batch) for batch in held_back)
    return words / (time.perf_counter() - start)


def serve(version, load, learn=None, fit=None, model_file=None):
    """Runs the task that the command line names.

    load(model, args) gives batches(words) and answer(batch) -> (indices into words, labels), for `judge` also labels and
    probabilities(words), rows in the order of those; learn(words, labels, args) gives batches(), step(batch) and save(path),
    for `run` also encoded(words, labels, size), batches of words held back, and loss(batch), of such a batch;
    fit((word, label, share) rows, settings, model) trains to the end and writes the model. model_file comes with the peer.
    """
    parser = ArgumentParser()
    parser.add_argument("task", choices=["version", "train", "run", "bulk", "file", "answer", "fit", "judge"])
    parser.add_argument("words", nargs="?")
    parser.add_argument("--model", type=Path, help="a folder for the peer's own files")
    parser.add_argument("--validation", help="words held back in `run`")
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--out")
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--packing", default="sorted")
    parser.add_argument("--settings", type=json.loads, default={}, help="a JSON object of what `fit` or load may vary")
    args = parser.parse_args()
    if args.task == "version":
        size = {"modelBytes": Path(model_file).stat().st_size} if model_file else {}
        return print(json.dumps({"version": version, **size}))
    if args.task == "fit":
        fit(read_shares(args.words), args.settings, args.model)
        return print(json.dumps({}))
    if args.task == "train":
        learner = learn(*read_words(args.words), args)
        rate = words_per_second(learner.batches, learner.step, args.seconds)
        if args.model:
            learner.save(args.model)
        return print(json.dumps({"wordsPerSecond": rate}))
    if args.task == "run":
        if args.validation is None:
            parser.error("run needs --validation")
        learner = learn(*read_words(args.words), args)
        held_back = learner.encoded(*read_words(args.validation), 1024)
        return print(json.dumps({"wordsPerSecond": words_per_second_of_run(learner, held_back, args.epochs)}))
    classifier = load(args.model, args)
    if args.task == "answer":
        return print(answers_of(classifier, [args.words])[0])
    with open(args.words, encoding="utf-8", newline="\n") as file:
        lines = (line.rstrip("\n") for line in file)
        if args.task == "judge":
            judged = array.array("f", itertools.chain.from_iterable(classifier.probabilities(list(lines))))
            Path(args.out).write_bytes(judged.tobytes())
            return print(json.dumps({"labels": classifier.labels, "probabilities": True}))
        if args.task == "bulk":
            batches = list(classifier.batches(list(lines)))
            rate = words_per_second(lambda: batches, lambda batch: len(classifier.answer(batch)[1]), args.seconds)
            return print(json.dumps({"wordsPerSecond": rate}))
        with open(args.out, "w", encoding="utf-8", newline="\n") as out:
            while block := list(itertools.islice(lines, BLOCK)):
                out.writelines(f"{word}\t{label}\n" for word, label in zip(block, answers_of(classifier, block)))
    return None


def answers_of(classifier, words):
    """The label of each word, in order."""
    answers = [""] * len(words)
    for batch in classifier.batches(words):
        places, labels = classifier.answer(batch)
        for place, label in zip(places, labels):
            answers[place] = label
    return answers


def in_batches(words, size, by_length):
    """Places of words in batches: as they come, or words of like length together, which pads the least."""
    places = list(range(len(words)))
    if by_length:
        places.sort(key=lambda place: len(words[place]))
    for start in range(0, len(places), size):
        yield places[start : start + size]


if __name__ == "__main__":
    sys.exit("peer.py is called by the programs beside it")
