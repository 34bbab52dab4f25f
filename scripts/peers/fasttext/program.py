"""fastText, supervised, on the same words by their letter groups; its library of models is no part of its package."""

import sys
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

import fasttext

sys.path.append(str(Path(__file__).parent.parent))
import peer  # noqa: E402

PREFIX = "__label__"


class Learner:
    """One step is a whole training, of five passes."""

    def __init__(self, words, labels, args):
        self.words, self.labels, self.threads = words, labels, args.threads

    def batches(self):
        return [None]

    def step(self, _):
        with NamedTemporaryFile("w", encoding="utf-8") as file:
            file.writelines(f"{PREFIX}{label} {word}\n" for word, label in zip(self.words, self.labels))
            file.flush()
            options = {"minn": 1, "maxn": 4, "dim": 16, "bucket": 200_000, "thread": self.threads, "verbose": 0}
            self.model = fasttext.train_supervised(file.name, epoch=5, **options)
        return 5 * len(self.words)

    def save(self, path):
        self.model.save_model(str(path / "model.bin"))


class Classifier:
    def __init__(self, path, _):
        fasttext.FastText.eprint = lambda *_: None  # a warning about its own loader, at every load
        self.model = fasttext.load_model(str(path / "model.bin"))

    def batches(self, words):
        for start in range(0, len(words), 1024):
            yield range(start, min(start + 1024, len(words))), words[start : start + 1024]

    def answer(self, batch):
        places, words = batch
        labels, _ = self.model.predict(words)
        return places, [best[0].removeprefix(PREFIX) for best in labels]


if __name__ == "__main__":
    peer.serve(f"fastText {version('fasttext-wheel')}", Classifier, Learner)
