#!/usr/bin/env python3
"""Repeats `katze predict --json` from the model file, with NumPy and safetensors alone.

    python3 scripts/predict.py [--model models/words.safetensors] katze chat cat
"""

import argparse
import json
import sys
import unicodedata
from pathlib import Path

import numpy as np
from safetensors import safe_open

# What JavaScript trims; Python's strip() knows other white space.
WHITE_SPACE = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


def identity(a, u, h):
    """Up to 10^30, past which a doubled number would soon leave float32."""
    return np.clip(a + u, -1e30, 1e30)


def sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2


def gates(a, u, h):
    """Of h_{t-1}, z keeps a share, and r says how much of W·h_{t-1} the new numbers hear."""
    (az, ar, an), (uz, ur, un) = np.split(a, 3), np.split(u, 3)
    z, r = sigmoid(az + uz), sigmoid(ar + ur)
    return z * h + (1 - z) * np.tanh(r * an + un)


# h_t of a = W·h_{t-1}, u = U[x_t] and h_{t-1}.
STEPS = dict.fromkeys(["sum", "doubling", "multiplier", "bag", "scaled", "linear"], identity)
STEPS |= {"rnn": lambda a, u, h: np.tanh(a + u), "gru": gates}


def expanded(blocks, H):
    """W [G·H, H] of what the file keeps of it, [G·H, H/N]: h has N groups that never see each other, between them W is 0."""
    size = blocks.shape[1]
    W = np.zeros((len(blocks), H), np.float32)
    for row in range(0, len(blocks), size):
        column = row % H
        W[row : row + size, column : column + size] = blocks[row : row + size]
    return W


class Model:
    def __init__(self, path):
        with safe_open(path, "np") as file:
            about = file.metadata()
            self.W, self.U, self.V, self.c = (file.get_tensor(name).astype(np.float32) for name in "WUVc")
        if about["rung"] not in STEPS:
            raise SystemExit(f"{path}: this script does not know the rung {about['rung']}")
        self.W = expanded(self.W, self.V.shape[1])
        self.f = STEPS[about["rung"]]
        self.labels, self.reading = json.loads(about["labels"]), json.loads(about["reading"])
        self.numbers = {character: number for number, character in enumerate(about["alphabet"])}

    def normalise(self, word):
        word = unicodedata.normalize("NFKC", word).strip(WHITE_SPACE)
        return word if self.reading["keepCase"] else unicodedata.normalize("NFKC", word.lower())

    def probabilities(self, word):
        """[C], by h_0 = 0, h_t = f(W·h_{t-1} + U[x_t]) or by gates, o = softmax(V·h_m + c)."""
        unknown = len(self.numbers)
        x = [self.numbers.get(character, unknown) for character in self.normalise(word)]
        if all(number == unknown for number in x):
            return np.full(len(self.labels), 1 / len(self.labels), np.float32)
        h = np.zeros(self.W.shape[1], np.float32)
        for number in x + [unknown + 1] * self.reading["endMark"]:
            h = self.f(self.W @ h, self.U[number], h)
        o = self.V @ h + self.c
        e = np.exp(o - o.max())
        return e / e.sum()


def main():
    parser = argparse.ArgumentParser(description="Labels words by a katze model, with NumPy.")
    parser.add_argument("--model", default=Path(__file__).parents[1] / "models" / "words.safetensors")
    parser.add_argument("words", nargs="+")
    args = parser.parse_args()
    model = Model(args.model)
    for word in args.words:
        ranked = sorted(zip(model.labels, map(float, model.probabilities(word))), key=lambda one: -one[1])
        label, probability = ranked[0]
        answer = {"word": word, "label": label, "probability": probability, "probabilities": dict(ranked)}
        json.dump(answer, sys.stdout, ensure_ascii=False)
        print()


if __name__ == "__main__":
    main()
