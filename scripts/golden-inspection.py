"""Writes test/golden/inspection/*.json: eigenvalues and principal components as NumPy computes them.

    python3 scripts/golden-inspection.py
"""

import json
from pathlib import Path

import numpy as np

random = np.random.default_rng(1)


def float32(rows: int, columns: int, size: float | np.ndarray = 1) -> np.ndarray:
    """Numbers up to a size that float32 holds, in float64: parameters and hidden vectors are float32."""
    return (size * random.uniform(-1, 1, (rows, columns))).astype(np.float32).astype(np.float64)


def spectrum(W: np.ndarray) -> dict:
    eigenvalues = sorted(np.linalg.eigvals(W), key=lambda z: (-round(abs(z), 9), -z.real, -z.imag))
    return {
        "W": W.ravel().tolist(),
        "eigenvalues": [[float(z.real), float(z.imag)] for z in eigenvalues],
        "radius": float(max(abs(z) for z in eigenvalues)),
    }


def projection(h: np.ndarray) -> dict:
    """Principal components by the singular values of the centred rows, each with its largest part positive."""
    _, singular, directions = np.linalg.svd(h - h.mean(axis=0), full_matrices=False)
    two = np.array([d * np.sign(d[np.argmax(np.abs(d))]) for d in directions[:2]])
    return {
        "H": h.shape[1],
        "hidden": h.ravel().tolist(),
        "places": ((h - h.mean(axis=0)) @ two.T).ravel().tolist(),
        "variance": (singular**2 / (singular**2).sum())[:2].tolist(),
    }


rotation = np.array([[0, -0.5], [0.5, 0]])
golden = {
    "spectra": [spectrum(W) for W in (float32(1, 1), rotation, float32(6, 6), float32(24, 24, 0.25))],
    "projections": [
        projection(float32(words, H, np.linspace(2, 0.5, H))) for words, H in ((40, 6), (5, 9), (12, 2))
    ],
}
folder = Path(__file__).parent.parent / "test" / "golden" / "inspection"
folder.mkdir(parents=True, exist_ok=True)
for name, values in golden.items():
    (folder / f"{name}.json").write_text(json.dumps(values) + "\n")
