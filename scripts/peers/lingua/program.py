"""lingua, among three languages only, with its larger models or, --settings '{"accuracy": "low"}', with the smaller."""

import sys
from importlib.metadata import version
from pathlib import Path

import lingua

sys.path.append(str(Path(__file__).parent.parent))
import peer  # noqa: E402

LANGUAGES = [lingua.Language.ENGLISH, lingua.Language.FRENCH, lingua.Language.GERMAN]


class Classifier:
    labels = ["English", "French", "German"]

    def __init__(self, _, args):
        builder = lingua.LanguageDetectorBuilder.from_languages(*LANGUAGES).with_preloaded_language_models()
        if args.settings.get("accuracy") == "low":
            builder = builder.with_low_accuracy_mode()
        self.detector = builder.build()
        self.names = dict(zip(LANGUAGES, self.labels))

    def batches(self, words):
        for places in peer.in_batches(words, 1024, False):
            yield places, [words[place] for place in places]

    def answer(self, batch):
        places, words = batch
        return places, [self.names.get(self.detector.detect_language_of(word), "") for word in words]

    def probabilities(self, words):
        for values in self.detector.compute_language_confidence_values_in_parallel(words):
            found = {value.language: value.value for value in values}
            yield [found[language] for language in LANGUAGES]


if __name__ == "__main__":
    # Its models are linked into its library, those of all its languages.
    library = next(Path(lingua.__file__).parent.glob("lingua.*.so"), None)
    peer.serve(f"lingua {version('lingua-language-detector')}", Classifier, model_file=library)
