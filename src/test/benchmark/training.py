"""An epoch of mini-batch training of a two-layer network as NumPy's users write it: 8 inputs, 16 relu, 1 output.

The numbers are made up by the rule of nabla.benchmark.TrainingEpoch; so are the steps.
"""

import sys
import time

import numpy as np

rows, batch = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, 32


def data():
    random = np.random.default_rng(1)
    X = random.uniform(-1, 1, (rows, 8))
    return X, np.sin(X @ np.linspace(-1, 1, 8)) + X[:, 0] * X[:, 1] / 2


def epoch(X, y, step):
    random = np.random.default_rng(2)
    W, b = random.uniform(-0.5, 0.5, (16, 8)), np.zeros(16)
    V, c = random.uniform(-0.5, 0.5, 16), np.zeros(1)
    weights = [W, b, V, c]
    order = random.permutation(rows)
    for start in range(0, rows, batch):
        chosen = order[start : start + batch]
        x = X[chosen]
        z = x @ W.T + b
        a = np.maximum(z, 0)
        e = a @ V + c - y[chosen]
        d = np.outer(e, V) * (z > 0)
        step(weights, [d.T @ x / len(x), d.sum(0) / len(x), e @ a / len(x), np.array([e.sum() / len(x)])])
    return np.mean((np.maximum(X @ W.T + b, 0) @ V + c - y) ** 2) / 2


def sgd(weights, gradients):
    for w, g in zip(weights, gradients):
        w -= 0.01 * g


class Adam:
    def __init__(self):
        self.t = 0
        self.moments = None

    def __call__(self, weights, gradients):
        if self.moments is None:
            self.moments = [(np.zeros_like(w), np.zeros_like(w)) for w in weights]
        self.t += 1
        for w, g, (m, s) in zip(weights, gradients, self.moments):
            m *= 0.9
            m += 0.1 * g
            s *= 0.999
            s += 0.001 * g * g
            w -= 0.001 * (m / (1 - 0.9**self.t)) / (np.sqrt(s / (1 - 0.999**self.t)) + 1e-8)


X, y = data()
for name, step in (("sgd", sgd), ("adam", Adam())):
    best, loss = float("inf"), 0.0
    for _ in range(3):
        if name == "adam":
            step = Adam()
        before = time.perf_counter()
        loss = epoch(X, y, step)
        best = min(best, time.perf_counter() - before)
    print(f"| {f'training, {rows} rows, {name}, NumPy by hand':46} | {best:>10.2f} s | {f'an epoch, loss {loss:.5f} after it':34} |")
