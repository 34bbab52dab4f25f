"""Checks ONNX files with onnx itself, and runs each with onnxruntime on the words given as JSON on standard input."""

import json
import sys
from pathlib import Path

import onnx

sys.path.insert(0, str(Path(__file__).parents[3] / "scripts" / "spark"))
from onnx_classifier import Classifier

words = json.load(sys.stdin)
answers = []
for path in sys.argv[1:]:
    onnx.checker.check_model(path, full_check=True)
    answers.append(Classifier(path).probabilities(words).tolist())
json.dump(answers, sys.stdout)
