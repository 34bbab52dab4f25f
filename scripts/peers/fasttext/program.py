"""fastText, supervised, on the same words by their letter groups; its library of models is no part of its package."""

import random
import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

import fasttext

sys.path.append(str(Path(__file__).parent.parent))
import peer  # noqa: E402

PREFIX = "__label__"


def train(lines, **options):
    with NamedTemporaryFile("w", encoding="utf-8") as file:
        file.writelines(lines)
        file.flush()
        return fasttext.train_supervised(file.name, verbose=0, **options)


def fit(rows, settings, path):
    """Settings are those of train_supervised.

    It has no weights: a line has each of its word's labels as often as there are tenths in its share, and a pass draws one.
    """
    labels = {}
    for word, label, share in rows:
        labels.setdefault(word, []).extend([f"{PREFIX}{label}"] * round(10 * share))
    lines = [f"{' '.join(ones)} {word}\n" for word, ones in labels.items()]
    random.Random(1).shuffle(lines)
    train(lines, thread=1, **settings).save_model(str(path / "model.bin"))


class Learner:
    """One step is a whole training, of five passes."""

    def __init__(self, words, labels, args):
        self.words, self.labels, self.threads = words, labels, args.threads

    def batches(self):
        return [None]

    def step(self, _):
        lines = (f"{PREFIX}{label} {word}\n" for word, label in zip(self.words, self.labels))
        self.model = train(lines, minn=1, maxn=4, dim=16, bucket=200_000, epoch=5, thread=self.threads)
        return 5 * len(self.words)

    def save(self, path):
        self.model.save_model(str(path / "model.bin"))


class Classifier:
    def __init__(self, path, _):
        fasttext.FastText.eprint = lambda *_: None  # a warning about its own loader, at every load
        self.model = fasttext.load_model(str(path / "model.bin"))
        self.labels = sorted(label.removeprefix(PREFIX) for label in self.model.labels)

    def batches(self, words):
        for start in range(0, len(words), 1024):
            yield range(start, min(start + 1024, len(words))), words[start : start + 1024]

    def answer(self, batch):
        places, words = batch
        labels, _ = self.model.predict(words)
        return places, [best[0].removeprefix(PREFIX) for best in labels]

    def probabilities(self, words):
        for names, values in zip(*self.model.predict(words, k=-1)):
            found = {name.removeprefix(PREFIX): float(value) for name, value in zip(names, values)}
            yield [found[label] for label in self.labels]


if __name__ == "__main__":
    peer.serve(f"fastText {version('fasttext-wheel')}", Classifier, Learner, fit)
