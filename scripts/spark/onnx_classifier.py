"""Labels words by a network that `katze export --to onnx` wrote. All it knows stands in that file."""

import json
import unicodedata
from functools import cache
from itertools import groupby

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

# Numbers of characters in one run: enough for full matrices, few enough for the processor's cache.
LARGEST_RUN = 1 << 12


class Classifier:
    def __init__(self, path):
        options = SessionOptions()
        options.intra_op_num_threads = 1  # Spark has a worker for every core already
        self.session = InferenceSession(path, options, providers=["CPUExecutionProvider"])
        about = {key: json.loads(value) for key, value in self.session.get_modelmeta().custom_metadata_map.items()}
        self.labels = np.array(about["labels"], object)
        steps = {
            "NFKC": lambda word: unicodedata.normalize("NFKC", word),
            "trim": lambda word: word.strip(about["whiteSpace"]),
            "lowercase": str.lower,
        }
        self.steps = [steps[name] for name in about["normalisation"]]
        self.end = [] if about["endMark"] is None else [about["endMark"]]
        # By code point.
        self.numbers = np.full(0x110000, about["unknown"], np.int32)
        for number, character in enumerate(about["alphabet"], start=1):
            self.numbers[ord(character)] = number

    def normalise(self, word):
        for step in self.steps:
            word = step(word)
        return word

    def probabilities(self, words):
        """[words, C], the same that `katze predict` gives."""
        words = [self.normalise(word) for word in words]
        answers = np.empty((len(words), len(self.labels)), np.float32)
        # Words of one length need no padding.
        for length, group in groupby(sorted(range(len(words)), key=lambda i: len(words[i])), lambda i: len(words[i])):
            group = list(group)
            size = max(1, LARGEST_RUN // (length + 1))
            for start in range(0, len(group), size):
                some = group[start : start + size]
                answers[some] = self._run("".join(words[i] for i in some), len(some), length)
        return answers

    def _run(self, text, words, length):
        code_points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").reshape(words, length)
        end = np.tile(np.array(self.end, np.int32), (words, 1))
        characters = np.concatenate([self.numbers[code_points], end], axis=1)
        lengths = np.full(words, characters.shape[1], np.int32)
        if characters.shape[1] == 0:  # an empty word, read without an end mark: padding alone
            characters = np.zeros((words, 1), np.int32)
        return self.session.run(None, {"characters": characters, "lengths": lengths})[0]

    def predict(self, words):
        """The most probable label of each word, and its probability; None for None."""
        distinct = sorted({word for word in words if word is not None})
        answers = self.probabilities(distinct)
        best = zip(self.labels[answers.argmax(axis=1)], answers.max(axis=1))
        found = dict(zip(distinct, best)) | {None: (None, None)}
        labels, probabilities = zip(*(found[word] for word in words)) if words else ((), ())
        return list(labels), list(probabilities)


@cache
def load(path):
    """The classifier of a file, once a process."""
    return Classifier(path)
