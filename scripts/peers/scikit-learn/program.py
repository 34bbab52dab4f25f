"""scikit-learn: logistic regression on the TF-IDF of a word's 1 to 6 neighbouring characters."""

import sys
from pathlib import Path

import joblib
import numpy as np
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

sys.path.append(str(Path(__file__).parent.parent))
import peer  # noqa: E402


def fit(rows, settings, path):
    """Settings: analyzer, `char` or with marks at both ends `char_wb`; C, the inverse of how strongly weights are held down."""
    words, labels, shares = zip(*rows)
    vectorizer = TfidfVectorizer(analyzer=settings["analyzer"], ngram_range=(1, 6), lowercase=False, dtype=np.float32)
    regression = LogisticRegression(C=settings["C"], solver="saga", tol=1e-3, max_iter=200, random_state=1)
    pipeline = make_pipeline(vectorizer, regression)
    pipeline.fit(words, labels, logisticregression__sample_weight=shares)
    joblib.dump(pipeline, path / "model.joblib")


class Classifier:
    def __init__(self, path, _):
        self.pipeline = joblib.load(path / "model.joblib")
        self.labels = list(self.pipeline.classes_)

    def batches(self, words):
        for start in range(0, len(words), 1024):
            yield range(start, min(start + 1024, len(words))), words[start : start + 1024]

    def answer(self, batch):
        places, words = batch
        return places, self.pipeline.predict(words)

    def probabilities(self, words):
        return self.pipeline.predict_proba(words)


if __name__ == "__main__":
    peer.serve(f"scikit-learn {sklearn.__version__}", Classifier, fit=fit)
