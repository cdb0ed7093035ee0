"""How rows of a dataset become numbers."""

import collections
import re

import numpy as np

WORD = re.compile(r"\w+")
VOCABULARY_WORDS = 400


class CannotLearn(Exception):
    """The dataset has nothing that this trainer can learn from."""


class Features:
    """The numeric fields as they are. Rows where one is missing are left out."""

    input, file = "features", "features.txt"

    def __init__(self, names):
        self.names = names

    def takes(self, row):
        return all(is_number(row["input_data"].get(name)) for name in self.names)

    def numbers(self, rows):
        return np.array([[row["input_data"][name] for name in self.names] for row in rows], dtype=np.float64)


class Words:
    """A bag of words: 1 for each word of the vocabulary that a text has. The input is called like the field."""

    file = "vocabulary.txt"

    def __init__(self, field, rows):
        self.input = self.field = field
        counts = collections.Counter(word for row in rows for word in set(self.words(row)))
        self.names = [word for word, _ in counts.most_common(VOCABULARY_WORDS)]

    def takes(self, row):
        return isinstance(row["input_data"].get(self.field), str)

    def words(self, row):
        return WORD.findall((row["input_data"].get(self.field) or "").lower())

    def numbers(self, rows):
        places = {word: place for place, word in enumerate(self.names)}
        numbers = np.zeros((len(rows), len(places)))
        for number, row in enumerate(rows):
            for word in self.words(row):
                if word in places:
                    numbers[number, places[word]] = 1
        return numbers


def encoder(rows, text):
    """What to learn from: the field of texts that was asked for, else the numbers, else the field called text."""
    fields = rows[0]["input_data"]
    if text is not None and text not in fields:
        raise CannotLearn(f"The rows have no field '{text}'; they have {', '.join(fields)}.")
    numeric = [name for name in fields if any(is_number(row["input_data"].get(name)) for row in rows)]
    if text is None and numeric:
        return Features(numeric)
    if text is not None or "text" in fields:
        return Words(text or "text", rows)
    raise CannotLearn(f"None of the fields {', '.join(fields)} is a number; name a field of texts with --text.")


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)
