"""The same mini-RNN as Keras layers on TensorFlow: Embedding with a mask, SimpleRNN, Dense; Adam, clipped gradients.

Batches are of like length, which pads the least; encoding and batching are not timed.
"""

import random
import sys
from pathlib import Path

import numpy as np
import tensorflow as tf
import keras

sys.path.append(str(Path(__file__).parent.parent))
import peer  # noqa: E402


def use_threads(number):
    tf.config.threading.set_intra_op_parallelism_threads(number)
    tf.config.threading.set_inter_op_parallelism_threads(1)


def encode(words, places, alphabet):
    """ids [B, T], 0 where a word has ended; the unknown character is the number after the alphabet's."""
    longest = max(len(words[place]) for place in places)
    numbers = {**alphabet, "\0": 0}
    unknown = len(alphabet) + 1
    ids = [[numbers.get(character, unknown) for character in words[place].ljust(longest, "\0")] for place in places]
    return np.array(ids, dtype=np.int32)


class Learner:
    def __init__(self, words, labels, args):
        use_threads(args.threads)
        keras.utils.set_random_seed(1)
        self.alphabet = {character: i + 1 for i, character in enumerate(sorted(set("".join(words))))}
        self.labels = sorted(set(labels))
        self.model = keras.Sequential([
            keras.layers.Input((None,), dtype="int32"),
            keras.layers.Embedding(len(self.alphabet) + 2, args.hidden, mask_zero=True),
            keras.layers.SimpleRNN(args.hidden),
            keras.layers.Dense(len(self.labels)),
        ])
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        self.model.compile(keras.optimizers.Adam(1e-3, global_clipnorm=1.0), loss, jit_compile=False)
        numbers = {label: i for i, label in enumerate(self.labels)}
        self.data = [
            (encode(words, places, self.alphabet), np.array([numbers[labels[place]] for place in places]))
            for places in peer.in_batches(words, args.batch, True)
        ]
        # TensorFlow makes a graph for the first lengths that it sees; that is not timed.
        for batch in {ids.shape[1]: (ids, targets) for ids, targets in self.data}.values():
            self.step(batch)

    def batches(self):
        random.shuffle(self.data)
        return self.data

    def step(self, batch):
        ids, targets = batch
        self.model.train_on_batch(ids, targets)
        return len(ids)

    def save(self, path):
        keras.Sequential([keras.layers.Input((None,), dtype="int32"), *self.model.layers]).save(path / "model.keras")
        (path / "names.txt").write_text("\n".join(["".join(self.alphabet), *self.labels]), encoding="utf-8")


class Classifier:
    def __init__(self, path, args):
        use_threads(args.threads)
        alphabet, *self.labels = (path / "names.txt").read_text(encoding="utf-8").split("\n")
        self.alphabet = {character: i + 1 for i, character in enumerate(alphabet)}
        self.model = keras.saving.load_model(path / "model.keras")

    def batches(self, words):
        for places in peer.in_batches(words, 1024, True):
            yield places, encode(words, places, self.alphabet)

    def answer(self, batch):
        places, ids = batch
        best = self.model.predict_on_batch(ids).argmax(1)
        return places, [self.labels[label] for label in best]


if __name__ == "__main__":
    peer.serve(f"Keras {keras.__version__} on TensorFlow {tf.__version__}", Classifier, Learner)
