"""The same mini-RNN in PyTorch: nn.Embedding, nn.RNN, nn.Linear; Adam, clipped gradients.

--packing packed (packed sequences), padded, or sorted (padded batches of like length: little padding, less randomness).
Encoding and batching are done beforehand and not timed, in PyTorch's favour.
"""

import random
import sys
from pathlib import Path

import torch
from torch import nn

sys.path.append(str(Path(__file__).parent.parent))
import peer  # noqa: E402


class MiniRnn(nn.Module):
    def __init__(self, characters, hidden, labels, packing):
        super().__init__()
        self.packing = packing
        self.characters = nn.Embedding(characters, hidden)
        self.recurrence = nn.RNN(hidden, hidden, batch_first=True)
        self.head = nn.Linear(hidden, labels)

    def forward(self, ids, lengths):
        x = self.characters(ids)
        if self.packing == "packed":
            packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            _, h = self.recurrence(packed)
            return self.head(h[-1])
        every, _ = self.recurrence(x)
        return self.head(every[torch.arange(len(ids)), lengths - 1])


def encode(words, places, alphabet):
    """ids [B, T], 0 where a word has ended or a character is unknown, and lengths [B] of a batch."""
    lengths = [len(words[place]) for place in places]
    longest = max(lengths)
    ids = [[alphabet.get(character, 0) for character in words[place].ljust(longest, "\0")] for place in places]
    return torch.tensor(ids), torch.tensor(lengths)


class Learner:
    def __init__(self, words, labels, args):
        torch.set_num_threads(args.threads)
        torch.manual_seed(1)
        self.alphabet = {character: i + 1 for i, character in enumerate(sorted(set("".join(words))))}
        self.labels = sorted(set(labels))
        self.hidden = args.hidden
        self.model = MiniRnn(len(self.alphabet) + 1, args.hidden, len(self.labels), args.packing)
        self.optimiser = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.by_length = args.packing == "sorted"
        self.data = self.encoded(words, labels, args.batch)

    def encoded(self, words, labels, size):
        numbers = {label: i for i, label in enumerate(self.labels)}
        return [
            (*encode(words, places, self.alphabet), torch.tensor([numbers[labels[place]] for place in places]))
            for places in peer.in_batches(words, size, self.by_length)
        ]

    def batches(self):
        random.shuffle(self.data)
        return self.data

    def step(self, batch):
        ids, lengths, targets = batch
        self.optimiser.zero_grad()
        loss = nn.functional.cross_entropy(self.model(ids, lengths), targets)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        return len(ids)

    def loss(self, batch):
        ids, lengths, targets = batch
        with torch.no_grad():
            return nn.functional.cross_entropy(self.model(ids, lengths), targets, reduction="sum").item()

    def save(self, path):
        state = {"alphabet": self.alphabet, "labels": self.labels, "hidden": self.hidden}
        torch.save({**state, "parameters": self.model.state_dict()}, path / "model.pt")


class Classifier:
    def __init__(self, path, args):
        torch.set_num_threads(args.threads)
        state = torch.load(path / "model.pt")
        self.alphabet, self.labels, self.by_length = state["alphabet"], state["labels"], args.packing == "sorted"
        self.model = MiniRnn(len(self.alphabet) + 1, state["hidden"], len(self.labels), args.packing)
        self.model.load_state_dict(state["parameters"])
        self.model.eval()

    def batches(self, words):
        for places in peer.in_batches(words, 1024, self.by_length):
            yield places, *encode(words, places, self.alphabet)

    def answer(self, batch):
        places, ids, lengths = batch
        with torch.no_grad():
            best = self.model(ids, lengths).argmax(1).tolist()
        return places, [self.labels[label] for label in best]


if __name__ == "__main__":
    peer.serve(f"PyTorch {torch.__version__.split('+')[0]}", Classifier, Learner)
