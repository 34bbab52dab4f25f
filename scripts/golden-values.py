#!/usr/bin/env python3
"""Writes test/golden/*.json: what PyTorch, in float64, makes of small networks of every rung.

Each file holds parameters, words and targets, and what follows from them: probabilities, loss, gradients, and the
parameters after ten steps of AdamW with clipping. The tests hold the engines to them without Python or PyTorch.

    python3 scripts/golden-values.py
"""

import json
import math
from pathlib import Path

import torch
from torch.nn.functional import one_hot
from torch.nn.utils.rnn import pack_sequence, pad_packed_sequence

torch.set_default_dtype(torch.float64)

# B words in a batch, H numbers in h, A characters in the alphabet, C labels.
A, C, WORDS, BATCH, STEPS = 9, 4, 14, 6, 10
RATE, DECAY = 0.02, 0.1

# name, H, W (a number, "multiple" or "matrix"), U ("index" or "learned"), f, weight of the loss at prefixes, clip
CASES = [
    ("sum", 1, 1, "index", "identity", 0, 4),
    ("doubling", 1, 2, "index", "identity", 0, 60),
    ("multiplier", 1, "multiple", "index", "identity", 0, 2),
    ("bag", 6, 1, "learned", "identity", 0, 1.3),
    ("scaled", 6, "multiple", "learned", "identity", 0, 1),
    ("linear", 6, "matrix", "learned", "identity", 0, 0.7),
    ("rnn", 6, "matrix", "learned", "tanh", 0, 0.55),
    ("rnn-prefixes", 6, "matrix", "learned", "tanh", 0.5, 0.65),
    ("gru", 6, "matrix", "learned", "gates", 0, 0.4),
    ("gru-prefixes", 6, "matrix", "learned", "gates", 0.5, 0.55),
]


def mix(x):
    """Mixes 32 bits so that each depends on all: the finaliser of MurmurHash3."""
    x = ((x ^ (x >> 16)) * 0x85EBCA6B) & 0xFFFFFFFF
    x = ((x ^ (x >> 13)) * 0xC2B2AE35) & 0xFFFFFFFF
    return x ^ (x >> 16)


class Chance:
    """The numbers of src/corpus/random.ts."""

    def __init__(self, key):
        self.key, self.place = key, 0

    def below(self, n):
        number = mix(self.key ^ mix((self.place + 0x9E3779B9) & 0xFFFFFFFF))
        self.place += 1
        return number * n >> 32

    def tensor(self, spread, *shape):
        """Multiples of 1/1024, which float32 holds exactly, in ±spread/1024."""
        return torch.tensor([(self.below(2 * spread + 1) - spread) / 1024 for _ in range(math.prod(shape))]).reshape(shape)


def gates(a, u, h):
    """h_t of a = W·h_{t-1}, u = U[x_t] and h = h_{t-1}: a and u have parts for z, r and n."""
    (az, ar, an), (uz, ur, un) = a.chunk(3), u.chunk(3)
    z, r = torch.sigmoid(az + uz), torch.sigmoid(ar + ur)
    return z * h + (1 - z) * torch.tanh(r * an + un)


F = {"identity": lambda a, u, h: a + u, "tanh": lambda a, u, h: torch.tanh(a + u), "gates": gates}


class Network(torch.nn.Module):
    """h_t = f(W·h_{t-1} + U[x_t]), o = V·h + c, one word at a time."""

    def __init__(self, H, W, U, f, chance):
        super().__init__()
        self.H, self.multiple, self.f = H, None, F[f]
        parts = 3 if f == "gates" else 1
        if W == "matrix":
            self.W_ = torch.nn.Parameter(chance.tensor(600, parts * H, H))
        elif W == "multiple":
            self.multiple = torch.nn.Parameter(torch.tensor(0.875))
        else:
            self.fixed = torch.tensor(float(W))
        index = torch.arange(A, dtype=torch.float64).reshape(A, 1)
        self.U = torch.nn.Parameter(index if U == "index" else chance.tensor(1000, A, parts * H), requires_grad=U == "learned")
        self.V = torch.nn.Parameter(chance.tensor(60 if U == "index" else 700, C, H))
        self.c = torch.nn.Parameter(chance.tensor(900, C))

    def W(self):
        if hasattr(self, "W_"):
            return self.W_
        return (self.fixed if self.multiple is None else self.multiple) * torch.eye(self.H)

    def logits(self, word):
        """[m, C]: o after each letter."""
        h, result = torch.zeros(self.H), []
        for x in word:
            h = self.f(self.W() @ h, self.U[x], h)
            result.append(self.V @ h + self.c)
        return torch.stack(result)

    def decaying(self):
        return [p for name, p in self.named_parameters() if p.requires_grad and name != "c"]

    def arrays(self):
        return {"W": self.W(), "U": self.U, "V": self.V, "c": self.c}

    def gradients(self):
        """As the engines give them: 0 where fixed; a multiple's on the diagonal."""
        W = torch.zeros(self.H, self.H)
        if hasattr(self, "W_"):
            W = self.W_.grad
        elif self.multiple is not None:
            W = self.multiple.grad * torch.eye(self.H)
        U = self.U.grad if self.U.requires_grad else torch.zeros(A, self.H)
        return {"W": W, "U": U, "V": self.V.grad, "c": self.c.grad}


def loss_of(logits, batch, targets, weights, prefix):
    """The weighted mean of −Σ share·log softmax(o): of the last o, and `prefix` times the mean over all."""
    total = 0
    for word in batch:
        each = -(torch.log_softmax(logits[word], dim=1) * targets[word]).sum(dim=1)
        total = total + weights[word] * (each[-1] + prefix * each.mean())
    return total / weights[batch].sum()


def train(network, words, targets, weights, batches, prefix, clip):
    """Ten steps; returns the loss before each and the gradients' norms."""
    optimiser = torch.optim.AdamW(
        [{"params": network.decaying(), "weight_decay": DECAY}, {"params": [network.c], "weight_decay": 0}], lr=RATE
    )
    losses, norms = [], []
    for batch in batches:
        optimiser.zero_grad()
        loss = loss_of([network.logits(word) for word in words], batch, targets, weights, prefix)
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_([*network.decaying(), network.c], clip).item())
        optimiser.step()
        losses.append(loss.item())
    return losses, norms


def swapped(M):
    """The first two of three parts in each other's place: torch.nn.GRU has r before z."""
    z, r, n = M.chunk(3)
    return torch.cat([r, z, n])


def check_against_library(network, f, words, batch, targets, weights, prefix):
    """The same loss and gradients from torch.nn.RNN or torch.nn.GRU over packed one-hot vectors."""
    rnn = (torch.nn.GRU if f == "gates" else torch.nn.RNN)(A, network.H, bias=False, batch_first=True)
    theirs = swapped if f == "gates" else lambda M: M
    head = torch.nn.Linear(network.H, C)
    with torch.no_grad():
        rnn.weight_hh_l0.copy_(theirs(network.W_))
        rnn.weight_ih_l0.copy_(theirs(network.U.T))
        head.weight.copy_(network.V)
        head.bias.copy_(network.c)
    packed = pack_sequence([one_hot(torch.tensor(word), A).double() for word in words], enforce_sorted=False)
    outputs, lengths = pad_packed_sequence(rnn(packed)[0], batch_first=True)
    loss = loss_of([head(h[:m]) for h, m in zip(outputs, lengths)], batch, targets, weights, prefix)
    loss.backward()
    others = [theirs(rnn.weight_hh_l0.grad), theirs(rnn.weight_ih_l0.grad).T, head.weight.grad, head.bias.grad]
    for ours, other in zip(network.gradients().values(), others):
        torch.testing.assert_close(ours, other, rtol=1e-12, atol=1e-14)
    return loss.item()


def rounded(values):
    return [float(f"{value:.12g}") for value in values]


def flat(arrays):
    return {name: rounded(array.detach().flatten().tolist()) for name, array in arrays.items()}


def words_of(chance):
    """Some begin like another, one is the beginning of another, one comes twice; the last character is the unknown one."""
    words = []
    while len(words) < WORDS - 2:
        begin = words[chance.below(len(words))][: 1 + chance.below(3)] if words and chance.below(2) else []
        words.append(begin + [chance.below(A) for _ in range(1 + chance.below(6))])
    return sorted(words + [words[0][:2], words[1]])


def golden(name, H, W, U, f, prefix, clip):
    chance = Chance(1000 + sum(map(ord, name)))
    network = Network(H, W, U, f, chance)
    words = words_of(chance)
    shares = torch.tensor([[chance.below(4) * float(chance.below(2)) for _ in range(C)] for _ in words])
    shares[torch.arange(WORDS), [chance.below(C) for _ in words]] += 1
    targets = shares / shares.sum(dim=1, keepdim=True)
    weights = torch.tensor([0.5 + chance.below(7) / 4 for _ in words])
    batches = [sorted({chance.below(WORDS) for _ in range(BATCH)}) for _ in range(STEPS)]
    parameters = flat(network.arrays())

    everything = list(range(WORDS))
    logits = [network.logits(word) for word in words]
    loss = loss_of(logits, everything, targets, weights, prefix)
    loss.backward()
    if f != "identity":
        assert abs(check_against_library(network, f, words, everything, targets, weights, prefix) - loss.item()) < 1e-13
    values = {
        "rung": name.removesuffix("-prefixes"), "A": A, "H": H, "C": C,
        "parameters": parameters,
        "words": words,
        "targets": [rounded(row) for row in targets.tolist()],
        "weights": weights.tolist(),
        "prefixLoss": prefix,
        "probabilities": [rounded(torch.softmax(o[-1], 0).tolist()) for o in logits],
        "loss": loss.item(),
        "gradient": flat(network.gradients()),
    }
    losses, norms = train(network, words, targets, weights, batches, prefix, clip)
    assert min(norms) < 0.9 * clip and max(norms) > 1.1 * clip, f"{name}: clipping must matter: {norms}"
    values["training"] = {
        "rate": RATE, "decay": DECAY, "clip": clip, "batches": batches, "losses": rounded(losses),
        "parameters": flat(network.arrays()),
    }
    return values


if __name__ == "__main__":
    folder = Path(__file__).resolve().parent.parent / "test" / "golden"
    folder.mkdir(exist_ok=True)
    for case in CASES:
        lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in golden(*case).items())
        (folder / f"{case[0]}.json").write_text(f"{{\n{lines}\n}}\n")
